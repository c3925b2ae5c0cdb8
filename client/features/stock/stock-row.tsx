import { formatFigure, unitWord } from '#contracts/quantity.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { Bar } from '../../ui/bar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { trackOf } from '../../ui/tape.ts';
import { counting } from './counting.ts';
import { useFresh } from './fresh-figure.tsx';
import { levelWords, lowWords } from './stock-words.ts';

/** An item in the list: read by the length of its bar. */
export function StockRow({ item, open }: { readonly item: StockLevel; readonly open: boolean }) {
  const { id, name, code, bay, unit, scale, free, allocated, reorderPoint, peak, low } = item;
  const fresh = useFresh(free, id);
  const blind = counting.value === id;
  return (
    <a class="list-row stock-row" href={`/stock/${id}`} aria-current={open ? 'true' : undefined}>
      <strong class="name one-line">{name}</strong>
      <span class="where meta second">
        <span>{bay === undefined ? code : `${code} · ${bay}`}</span>
        {low && !blind && (
          <span class="warn">
            <Icon name="warning" size={16} />
            {lowWords(item)}
          </span>
        )}
      </span>
      {blind ? (
        <span class="second">being counted</span>
      ) : (
        <>
          <span class={`figure-2${low ? ' signal' : ''}`}>
            <span class={fresh ? 'fresh' : ''}>{formatFigure(free, scale)}</span>{' '}
            <span class="unit">{unitWord(unit, free, scale)}</span>
          </span>
          <span class="bar-place">
            <Bar
              label={levelWords(item)}
              full={trackOf(peak, scale)}
              free={free}
              held={allocated}
              notch={reorderPoint}
              low={low}
            />
          </span>
        </>
      )}
    </a>
  );
}
