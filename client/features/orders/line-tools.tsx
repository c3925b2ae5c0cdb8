import { useRef, useState } from 'preact/hooks';
import type { OrderDetail, OrderLine } from '#contracts/order.ts';
import { formatQuantity } from '#contracts/quantity.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { useKeepFocus } from '../../ui/keep-focus.ts';
import { LineMove, type MoveVerb } from './line-move.tsx';
import { Refusal } from './order-refusal.tsx';

interface LineToolsProps {
  readonly order: OrderDetail;
  readonly line: OrderLine;
  readonly onDone: () => void;
}

/** What the line holds, item by item, with what can be done with it; and that the line is made. */
export function LineTools({ order, line, onDone }: LineToolsProps) {
  const tools = useRef<HTMLDivElement>(null);
  useKeepFocus(tools);
  const [moving, setMoving] = useState<{ readonly verb: MoveVerb; readonly itemId: string }>();
  const role = session.value?.user.role ?? 'employee';
  const { scale, unit, description } = line;
  const held = [
    ...line.allocations.map((one) => ({
      ...one,
      done: 'allocated',
      verbs: [
        ...(may(role, 'stock.move') ? (['Issue'] as const) : []),
        ...(may(role, 'stock.allocate') ? (['Release'] as const) : []),
      ],
    })),
    ...line.issues.map((one) => ({
      ...one,
      done: 'issued',
      verbs: may(role, 'stock.move') ? (['Return'] as const) : [],
    })),
  ];
  const move = moving && { ...moving, quantity: quantityOf(line, moving) };
  return (
    <div class="line-tools form" ref={tools}>
      {held.map(({ itemId, itemName, quantity, done, verbs }) => (
        <div key={`${done} ${itemId}`} class="row">
          <p class="grow line-held">
            <strong>{formatQuantity(quantity, scale, unit)}</strong> {done}{' '}
            <span class="second">{itemName === description ? '' : itemName}</span>
          </p>
          <div class="row">
            {verbs.map((verb) => (
              <Button
                key={verb}
                expanded={moving?.verb === verb && moving.itemId === itemId}
                onPress={() => setMoving({ verb, itemId })}
              >
                {verb}
                <span class="unseen"> {itemName}</span>
              </Button>
            ))}
          </div>
        </div>
      ))}
      {move !== undefined && (
        <LineMove
          key={`${move.verb} ${move.itemId}`}
          order={order}
          line={line}
          itemId={move.itemId}
          verb={move.verb}
          available={move.quantity}
          onDone={() => setMoving(undefined)}
        />
      )}
      {may(role, 'orders.stage') && <Made order={order} line={line} onDone={onDone} />}
    </div>
  );
}

/** That the line is made, or is not after all. */
function Made({ order: { id: orderId }, line: { lineId, completed, description }, onDone }: LineToolsProps) {
  const complete = useCommand('CompleteOrderLine');
  const reopen = useCommand('ReopenOrderLine');
  const { sending, problem, run, forget } = completed ? reopen : complete;
  return (
    <>
      <span>
        <Button
          key={String(completed)}
          icon={completed ? 'undo' : 'check'}
          sending={sending}
          onPress={() => void run({ orderId, lineId }).then((done) => done && onDone())}
        >
          {completed ? 'It is not made after all' : 'This line is made'}
        </Button>
      </span>
      {problem !== undefined && (
        <Refusal
          problem={problem}
          attempt={`${description} is ${completed ? 'not made' : 'made'}`}
          onDiscard={forget}
        />
      )}
    </>
  );
}

function quantityOf(line: OrderLine, { verb, itemId }: { readonly verb: MoveVerb; readonly itemId: string }): number {
  const list = verb === 'Return' ? line.issues : line.allocations;
  return list.find((one) => one.itemId === itemId)?.quantity ?? 0;
}
