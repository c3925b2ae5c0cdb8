import { formatQuantity } from '#contracts/quantity.ts';
import type { LowStock } from '#contracts/stock.ts';
import { Bar } from '../../ui/bar.tsx';
import { Card } from '../../ui/card.tsx';
import { trackOf } from '../../ui/tape.ts';
import { useFresh } from '../stock/fresh-figure.tsx';
import { levelWords } from '../stock/stock-words.ts';

/** As many as fit beside the page without pushing everything else away. */
const ITEMS_MAX = 6;

/** What is at or below its reorder point, the emptiest first. */
export function LowItems({ low }: { readonly low: readonly LowStock[] }) {
  return (
    <Card>
      <h3>{low.length === 0 ? 'Nothing is low' : `${low.length} ${low.length === 1 ? 'item' : 'items'} low`}</h3>
      {low.length === 0 ? (
        <p class="second">An item stands here once no more than its reorder point is free.</p>
      ) : (
        <ul>
          {low.slice(0, ITEMS_MAX).map((item) => (
            <LowItem key={item.id} item={item} />
          ))}
        </ul>
      )}
      {low.length > ITEMS_MAX && (
        <a class="all" href="/stock">
          All {low.length} in Stock
        </a>
      )}
    </Card>
  );
}

function LowItem({ item }: { readonly item: LowStock }) {
  const { id, name, free, allocated, reorderPoint, peak, scale, unit } = item;
  const fresh = useFresh(free, id);
  return (
    <li>
      <a class="low-item" href={`/stock/${id}`}>
        <span class="row strong">
          <span class="grow one-line">{name}</span>
          <span class={`signal nowrap${fresh ? ' fresh' : ''}`}>{formatQuantity(free, scale, unit)} free</span>
        </span>
        <Bar
          size={12}
          label={levelWords(item)}
          full={trackOf(peak, scale)}
          free={free}
          held={allocated}
          notch={reorderPoint}
          low
        />
      </a>
    </li>
  );
}
