import { useRef } from 'preact/hooks';
import { remainingOf } from '#contracts/deliveries.ts';
import { tight } from '#contracts/folded.ts';
import { QUANTITY_MAX } from '#contracts/limits.ts';
import type { OrderDetail, OrderLine } from '#contracts/order.ts';
import { formatFigure, unitWord } from '#contracts/quantity.ts';
import { filled } from '../../shared/filled.ts';
import { useForm } from '../../shared/use-form.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button, MainButton, QuietButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { focusFirstField } from '../../ui/focus.ts';
import { Icon } from '../../ui/icon.tsx';
import { useKeepFocus } from '../../ui/keep-focus.ts';
import { Said } from '../../ui/said.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { everyOrder } from './every-order.ts';
import { Refusal } from './order-refusal.tsx';

interface Going {
  /** As it stood when the form was opened: what others do meanwhile changes no figure and no button. */
  readonly line: OrderLine;
  readonly quantity: number;
}

interface DeliveryDraft {
  readonly going: readonly Going[];
  readonly docket: string;
}

interface DeliveryFormProps {
  readonly order: OrderDetail;
  /** Those that go out. */
  readonly lines: readonly OrderLine[];
  readonly onDone: () => void;
}

/** What goes out now: all that is still here is filled in, and is lowered where it goes in parts. */
export function DeliveryForm({ order, lines, onDone }: DeliveryFormProps) {
  const place = useRef<HTMLFormElement>(null);
  useKeepFocus(place);
  const form = useForm(useCommand('DeliverOrder'), {
    opens: (): DeliveryDraft => ({ going: lines.map(rest), docket: '' }),
    onClose: onDone,
  });
  const { going, docket } = form.entered;
  const { sending, problem } = form.command;
  const sent = going.filter(({ quantity }) => quantity > 0);
  const more = sent.some(({ line, quantity }) => quantity + line.delivered > line.required);
  const changed = sent.flatMap(({ line }) => changeOf(line, lines) ?? []);
  const slip = tight(docket);
  const known =
    slip === '' ? undefined : everyOrder().find(({ dockets }) => dockets.some((one) => tight(one) === slip));
  const label = more ? 'Record more than was ordered' : 'Record the delivery';

  function submit(event: Event): void {
    event.preventDefault();
    if (sending || sent.length === 0) return;
    void form.send(() => ({
      ...{ orderId: order.id, lines: sent.map(wentOut), ...filled('docket', docket) },
      ...(more && { moreThanOrdered: true as const }),
    }));
  }
  function anew(): void {
    form.change({ going: lines.map(rest) });
    form.command.forget();
  }
  return (
    <form class="form" aria-label="Record a delivery" ref={place} onSubmit={submit} noValidate>
      <div class="form" ref={focusFirstField}>
        {going.map((one) => (
          <GoingLine
            key={one.line.lineId}
            going={one}
            onChange={(quantity) => form.change({ going: going.map((it) => (it === one ? { ...it, quantity } : it)) })}
          />
        ))}
      </div>
      <TextField
        label="Packing slip"
        maxLength={60}
        spellcheck={false}
        hint="The number of its docket"
        value={docket}
        onChange={(text) => form.change({ docket: text })}
      />
      {known !== undefined && (
        <p class="warn" role="status">
          <Icon name="warning" size={16} /> Packing slip {docket.trim()} was used before, for {known.number} of{' '}
          {known.clientName}.
        </p>
      )}
      {changed.map((words) => (
        <Said key={words}>{words}</Said>
      ))}
      {problem === undefined ? (
        <div class="row">
          <MainButton
            submit
            label={label}
            sending={sending}
            disabledBecause={sent.length === 0 ? 'Say what goes out.' : undefined}
          />
          {changed.length > 0 && <Button onPress={anew}>Enter it anew</Button>}
          <QuietButton onPress={form.discard}>Cancel</QuietButton>
        </div>
      ) : (
        <>
          <Refusal problem={problem} attempt={label} onDiscard={form.discard}>
            <Button onPress={anew}>Enter it anew</Button>
          </Refusal>
          {problem.winner === undefined && (
            <div class="row">
              <Button onPress={anew}>Enter it anew</Button>
              <QuietButton onPress={form.discard}>Discard</QuietButton>
            </div>
          )}
        </>
      )}
    </form>
  );
}

interface GoingLineProps {
  readonly going: Going;
  readonly onChange: (quantity: number) => void;
}

function GoingLine({ going: { quantity, line }, onChange }: GoingLineProps) {
  const { description, unit, scale, required, delivered } = line;
  const left = required - delivered - quantity;
  const figure = formatFigure(Math.abs(left), scale);
  return (
    <div>
      <p class="strong">{description}</p>
      <Stepper
        label={`${description}, in ${unitWord(unit, 0, scale)}`}
        value={quantity}
        onChange={onChange}
        max={QUANTITY_MAX}
        scale={scale}
      >
        {left === 0
          ? 'All of it is delivered then'
          : left > 0
            ? `${figure} to go after this`
            : `${figure} more than was ordered`}
      </Stepper>
    </div>
  );
}

function rest(line: OrderLine): Going {
  return { line, quantity: remainingOf(line) };
}

function wentOut({ line: { lineId, delivered }, quantity }: Going) {
  return { lineId, quantity, before: delivered };
}

/** What others changed about a line since the form was opened. */
function changeOf(line: OrderLine, lines: readonly OrderLine[]): string | undefined {
  const { description, scale } = line;
  const now = lines.find(({ lineId }) => lineId === line.lineId);
  if (now === undefined) return `${description} is not on the order any more.`;
  if (now.delivered !== line.delivered)
    return `${formatFigure(now.delivered, scale)} of ${description} are delivered now.`;
  if (now.required !== line.required) return `${formatFigure(now.required, scale)} of ${description} are ordered now.`;
  return undefined;
}
