import { formatFigure } from '#contracts/quantity.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { Bar, Key } from '../../ui/bar.tsx';
import { trackOf } from '../../ui/tape.ts';
import { useFresh } from './fresh-figure.tsx';
import { levelWords } from './stock-words.ts';

/** What the person is about to do, as the dashed piece of the bar. */
export interface Preview {
  /** Cut from what is free. */
  readonly want?: number;
  /** Comes in addition. */
  readonly coming?: number;
}

interface ItemFiguresProps {
  readonly item: StockLevel;
  readonly preview: Preview;
}

/** Free in 56 px, allocated and on hand beside it, and the bar with its tape: read from two metres away. */
export function ItemFigures({ item, preview }: ItemFiguresProps) {
  const { id, scale, free, allocated, onHand, reorderPoint, peak, low } = item;
  const figure = (quantity: number) => formatFigure(quantity, scale);
  const fresh = {
    free: useFresh(free, id) ? ' fresh' : '',
    allocated: useFresh(allocated, id) ? ' fresh' : '',
    onHand: useFresh(onHand, id) ? ' fresh' : '',
  };
  return (
    <div class="item-figures">
      <div class="figures">
        <div>
          <span class={`figure${figure(free).length > 8 ? ' long' : ''}${low ? ' signal' : ''}${fresh.free}`}>
            {figure(free)}
          </span>
          <Key kind={low ? 'low' : 'free'}>Free</Key>
        </div>
        <div>
          <span class={`figure-2${fresh.allocated}`}>{figure(allocated)}</span>
          <Key kind="held">Allocated</Key>
        </div>
        <div>
          <span class={`figure-2${fresh.onHand}`}>{figure(onHand)}</span>
          <span class="legend">On hand</span>
        </div>
        {reorderPoint > 0 && (
          <div class="push">
            <Key kind="notch">{`Reorder at ${figure(reorderPoint)}`}</Key>
          </div>
        )}
      </div>
      <Bar
        size={40}
        label={levelWords(item)}
        full={trackOf(Math.max(peak, onHand + (preview.coming ?? 0)), scale)}
        free={free}
        want={preview.want ?? 0}
        held={allocated}
        coming={preview.coming ?? 0}
        notch={reorderPoint}
        low={low}
        format={figure}
      />
    </div>
  );
}
