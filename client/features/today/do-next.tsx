import type { StockLevel } from '#contracts/stock.ts';
import { later } from '../../shared/later.tsx';
import { Bar } from '../../ui/bar.tsx';
import { MainButton, QuietButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { trackOf } from '../../ui/tape.ts';
import { Words } from '../../ui/words.tsx';
import type { NeedyLine, NextAllocation } from '../stock/open-lines.ts';
import { freeWords, levelWords, stayWords, wish } from '../stock/stock-words.ts';
import { type Allocation, isDecided } from '../stock/use-allocation.ts';
import { OnIt } from './on-it.tsx';
import { urgency } from './urgency.ts';

const AllocateConflict = later(
  'Who was first',
  () => import('../stock/allocate-conflict.tsx').then((it) => it.AllocateConflict),
  { inPlace: true },
);

interface DoNextProps {
  readonly next: NextAllocation;
  readonly allocation: Allocation;
  readonly items: ReadonlyMap<string, StockLevel>;
}

/** The one thing to do next, with its effect in the bar before the tap. */
export function DoNext({ next, allocation, items }: DoNextProps) {
  const { refused, sending } = allocation;
  const { item, line, quantity } = sending ?? refused ?? next;
  // What was tried is kept as it was; the figures are those of now.
  const fresh = items.get(item.id) ?? item;
  const decided = refused !== undefined && isDecided(refused);
  const wanted = decided ? 0 : Math.min(quantity, fresh.free);
  const { free, allocated, reorderPoint, peak, low, scale } = fresh;
  return (
    <Card kind="next" label="Do this next">
      <Head line={line} title={wish('Allocate', quantity, fresh)} item={fresh} />
      <Bar
        label={levelWords(fresh)}
        full={trackOf(peak, scale)}
        free={free}
        want={wanted}
        held={allocated}
        notch={reorderPoint}
        low={low}
      />
      {decided ? (
        <AllocateConflict refused={refused} item={fresh} allocation={allocation} />
      ) : (
        <>
          <p class="bar-words meta second">
            {freeWords(free, scale)}
            {fresh.bay !== undefined && ` in bay ${fresh.bay}`}. {stayWords(free - wanted, scale)}.
          </p>
          <div class="row">
            <MainButton
              key={line.key}
              label={wish('Allocate', quantity, fresh)}
              sending={sending !== undefined}
              disabledBecause={free === 0 ? `${freeWords(0, scale)} any more.` : undefined}
              onPress={() => void allocation.allocate(fresh, line, quantity)}
            />
            <QuietButton href={`/orders/${line.order.id}`}>Open order</QuietButton>
          </div>
          <NotDone problem={refused?.problem} />
        </>
      )}
    </Card>
  );
}

function Head({ line, title, item }: { readonly line: NeedyLine; readonly title: string; readonly item: StockLevel }) {
  const { words, ...chip } = urgency(line.order);
  return (
    <>
      <div class="row">
        <span class="meta strong">Do this next</span>
        <Chip {...chip}>{words}</Chip>
      </div>
      <div>
        <h2>
          <Words>{`${title} to ${line.order.number}`}</Words>
        </h2>
        <p class="second">
          {line.order.clientName} · {item.name}
        </p>
        <OnIt order={line.order} />
      </div>
    </>
  );
}
