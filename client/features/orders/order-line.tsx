import { useState } from 'preact/hooks';
import type { OrderLine as Line, OrderDetail } from '#contracts/order.ts';
import { formatFigure, formatQuantity, unitWord } from '#contracts/quantity.ts';
import { later } from '../../shared/later.tsx';
import { model } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Bar } from '../../ui/bar.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { intoView } from '../../ui/focus.ts';
import { Icon } from '../../ui/icon.tsx';
import { type Allocated, JustAllocated } from '../stock/just-allocated.tsx';
import { JustMade } from './just-made.tsx';

const LineAllocate = later('The form', () => import('./line-allocate.tsx').then((it) => it.LineAllocate), {
  inPlace: true,
});
const LineTools = later('What can be done', () => import('./line-tools.tsx').then((it) => it.LineTools), {
  inPlace: true,
});

interface OrderLineProps {
  readonly order: OrderDetail;
  readonly line: Line;
  /** What is open below the line. */
  readonly tool: 'allocate' | 'more' | undefined;
  readonly onTool: (tool: 'allocate' | 'more' | undefined) => void;
}

/** A line of the order: what it asks for, what it holds, and what can be done with it, in place. */
export function OrderLine({ order, line, tool, onTool }: OrderLineProps) {
  const [allocated, setAllocated] = useState<Allocated>();
  const [made, setMade] = useState(false);
  const { required, allocated: held, issued, scale, unit, description } = line;
  const role = session.value?.user.role ?? 'employee';
  const open = order.status === 'open';
  const needed = required - held - issued;
  const figure = (quantity: number) => formatFigure(quantity, scale);
  const toggle = (one: 'allocate' | 'more') => onTool(tool === one ? undefined : one);
  // Nothing on the shelves is counted in this unit. So it has to be made, and there is nothing to allocate.
  const levels = model('stock-levels');
  const toBeMade =
    levels.state.value !== 'loading' && levels.list.value.every((item) => item.unit !== unit || item.scale !== scale);
  const mayAllocate = open && needed > 0 && !toBeMade && may(role, 'stock.allocate');
  const mayMore =
    open &&
    ((line.allocations.length > 0 && may(role, 'stock.allocate')) ||
      (held + issued > 0 && may(role, 'stock.move')) ||
      may(role, 'orders.stage'));
  return (
    <li class="order-line">
      <div class="line-grid">
        <LineWhat line={line} />
        <p class="line-figure">
          <span class="line-label">Required </span>
          <strong>{figure(required)}</strong> <span class="unit">{unitWord(unit, required, scale)}</span>
        </p>
        <p class="line-figure">
          <span class="line-label">Allocated </span>
          {figure(held)}
        </p>
        <p class="line-figure">
          <span class="line-label">Issued </span>
          {figure(issued)}
        </p>
        <div class="line-act">
          {mayAllocate ? (
            <Button expanded={tool === 'allocate'} onPress={() => toggle('allocate')}>
              Allocate {figure(needed)}
              <span class="unseen"> of {description}</span>
            </Button>
          ) : needed === 0 ? (
            <Chip kind="done" icon="check">
              {open ? 'Covered' : 'All issued'}
            </Chip>
          ) : (
            open && !line.completed && <Chip kind="dashed">{toBeMade ? 'To be made' : `${figure(needed)} short`}</Chip>
          )}
          {mayMore && (
            <span class="plain">
              <Button
                icon="more"
                label={`More for ${description}`}
                expanded={tool === 'more'}
                onPress={() => toggle('more')}
              />
            </span>
          )}
        </div>
      </div>
      {allocated !== undefined && tool === undefined && open && (
        <JustAllocated done={allocated} onUndone={() => setAllocated(undefined)} />
      )}
      {made && line.completed && tool === undefined && open && (
        <JustMade orderId={order.id} lineId={line.lineId} description={description} onUndone={() => setMade(false)} />
      )}
      {tool !== undefined && open && (
        <div class="line-open" ref={intoView}>
          {tool === 'allocate' && (
            <LineAllocate order={order} line={line} onAllocated={setAllocated} onDone={() => onTool(undefined)} />
          )}
          {tool === 'more' && (
            <LineTools
              order={order}
              line={line}
              onDone={() => {
                setMade(!line.completed);
                onTool(undefined);
              }}
            />
          )}
        </div>
      )}
    </li>
  );
}

/** What it asks for, what stands in for it, and how far it is. */
function LineWhat({ line }: { readonly line: Line }) {
  const { required, allocated: held, issued, scale, unit, description } = line;
  const figure = (quantity: number) => formatFigure(quantity, scale);
  return (
    <div class="line-what">
      <p class="strong">
        {description} {line.completed && <Chip icon="check">Made</Chip>}
      </p>
      <p class="meta second">{whereWords(line)}</p>
      {substitutes(line).map((words) => (
        <p key={words} class="meta warn">
          <Icon name="warning" size={16} /> <span>{words}</span>
        </p>
      ))}
      <Bar
        size={12}
        full={required}
        free={issued}
        held={held}
        label={`${figure(issued)} issued, ${figure(held)} allocated, ${formatQuantity(required, scale, unit)} required`}
      />
    </div>
  );
}

/** What stands in for what the line asked for: "Stretch wrap instead of Kraft 52 mm". */
function substitutes({ allocations, issues }: Line): readonly string[] {
  const words = [...allocations, ...issues].flatMap(({ itemName, insteadOf }) =>
    insteadOf === undefined ? [] : [`${itemName} instead of ${insteadOf}`],
  );
  return [...new Set(words)];
}

/** What the line holds, and its note: "White liner 140 gsm 980 mm · Liner". */
function whereWords({ allocations, issues, description, note }: Line): string {
  const names = [...allocations, ...issues].map(({ itemName }) => itemName).filter((name) => name !== description);
  return [...new Set(names), ...(note === undefined ? [] : [note])].join(' · ');
}
