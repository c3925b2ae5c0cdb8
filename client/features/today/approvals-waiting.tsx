import { model } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { askedWords } from '../approvals/approval-words.ts';

const CARDS_MAX = 4;

/** What waits for this person to decide, longest waiting first. */
export function ApprovalsWaiting() {
  if (!may(session.value?.user.role ?? 'employee', 'approvals.decide')) return null;
  const waiting = model('approvals');
  const cards = waiting.list.value;
  if (waiting.asOf.value === undefined) return null;
  return (
    <Card>
      <h3>{cards.length === 0 ? 'No approvals waiting' : words(cards.length)}</h3>
      {cards.length === 0 && <p class="second">Leave that is asked for, and weeks that are handed in, stand here.</p>}
      <ul>
        {cards.slice(0, CARDS_MAX).map((card) => (
          <li key={card.id}>
            <a class="today-row" href={`/approvals?card=${card.id}`}>
              <Avatar name={card.employeeName} />
              <span class="grow">
                <strong class="one-line">{card.employeeName}</strong>
                <span class="second one-line">{askedWords(card)}</span>
              </span>
              <Icon name="chevron-right" />
            </a>
          </li>
        ))}
      </ul>
      {cards.length > CARDS_MAX && (
        <a class="all" href="/approvals">
          All {cards.length} in Approvals
        </a>
      )}
    </Card>
  );
}

function words(count: number): string {
  return `${count} ${count === 1 ? 'approval' : 'approvals'} waiting`;
}
