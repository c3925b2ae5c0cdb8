import type { OrderCard } from '#contracts/order.ts';
import { stageWords } from '#contracts/stages.ts';
import { daysPast, today } from '../../shared/time.ts';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { isLate, lateWords } from '../orders/board.ts';

const ORDERS_MAX = 5;

/** Orders that should have gone out before today, the latest first. */
export function LateOrders({ cards }: { readonly cards: readonly OrderCard[] }) {
  const late = cards.filter((card) => isLate(card, today()));
  late.sort((a, b) => daysPast(b.dueDate) - daysPast(a.dueDate));
  if (late.length === 0) return null;
  return (
    <Card>
      <h3>{`${late.length} ${late.length === 1 ? 'order is' : 'orders are'} late`}</h3>
      <ul>
        {late.slice(0, ORDERS_MAX).map((card) => (
          <li key={card.id}>
            <a class="today-row" href={`/orders/${card.id}`}>
              <span class="grow">
                <strong class="nowrap">{card.number}</strong>
                <span class="meta second one-line">
                  {card.clientName} · {stageWords[card.stage]}
                </span>
              </span>
              <span class="signal strong nowrap">{lateWords(daysPast(card.dueDate))}</span>
              <Icon name="chevron-right" />
            </a>
          </li>
        ))}
      </ul>
      {late.length > ORDERS_MAX && <a href="/orders">All {late.length} in Orders</a>}
    </Card>
  );
}
