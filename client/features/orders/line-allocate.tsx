import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { askAlike, asksFor } from '#contracts/asking.ts';
import type { OrderDetail, OrderLine } from '#contracts/order.ts';
import { formatFigure, unitWord } from '#contracts/quantity.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { useForm } from '../../shared/use-form.ts';
import { present } from '../../sync/clock.ts';
import { model } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Bar, Key } from '../../ui/bar.tsx';
import { MainButton, QuietButton } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useKeepFocus } from '../../ui/keep-focus.ts';
import { Loading } from '../../ui/loading.tsx';
import { Said } from '../../ui/said.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { trackOf } from '../../ui/tape.ts';
import type { Allocated } from '../stock/just-allocated.tsx';
import { coverWords, freeWords, levelWords, stayWords } from '../stock/stock-words.ts';
import { LineAllocateConflict, type Tried } from './line-allocate-conflict.tsx';
import { Refusal } from './order-refusal.tsx';
import { stockFor } from './stock-for.ts';

interface LineAllocateProps {
  readonly order: OrderDetail;
  readonly line: OrderLine;
  /** It was done: what is said where the form was. */
  readonly onAllocated: (done: Allocated) => void;
  readonly onDone: () => void;
}

interface AllocateDraft {
  /** The stock as it was chosen, or nothing yet: what the line does not ask for is never taken for granted. */
  readonly item: StockLevel | undefined;
  readonly quantity: number;
  /** The most that can be entered: what the line needed and was free when the stock was chosen. */
  readonly most: number;
}

/** Which stock, how many, and the button; or, when somebody else was first, the card that says so. */
export function LineAllocate(props: LineAllocateProps) {
  const levels = model('stock-levels');
  const open = useRef(false);
  open.current ||= levels.state.value !== 'loading';
  return open.current ? <AllocateForm {...props} /> : <Loading what="Stock" lines={2} />;
}

function AllocateForm({ order, line: now, onAllocated, onDone }: LineAllocateProps) {
  const needed = now.required - now.allocated - now.issued;
  // What it asks for is as it was when the form was opened: an edit meanwhile makes no substitute of what was chosen.
  const opened = useRef(now);
  const line = opened.current;
  const choices = stockFor(line, model('stock-levels').list.value);
  const chosen = (item: StockLevel | undefined): AllocateDraft => {
    const most = Math.min(needed, item?.free ?? 0);
    return { item, quantity: most, most };
  };
  const wished = useRef<Allocated>();
  const form = useForm(useCommand('AllocateStock'), {
    opens: () => chosen(choices.find((one) => asksFor(line, one))),
    onClose: onDone,
    onDone() {
      if (wished.current !== undefined) onAllocated(wished.current);
      onDone();
    },
  });
  const [tried, setTried] = useState<Tried>();
  const { command } = form;
  const { item, quantity } = form.entered;

  async function allocate(from: StockLevel, amount: number): Promise<void> {
    setTried({ item: from, quantity: amount, at: present() });
    const instead = asksFor(line, from) ? {} : { substitute: true as const };
    const { lineId, description } = line;
    const done = { item: from, orderId: order.id, orderNumber: order.number, lineId, quantity: amount };
    wished.current = { ...done, insteadOf: asksFor(line, from) ? undefined : description };
    await form.send(() => ({ itemId: from.id, orderId: order.id, lineId, quantity: amount, ...instead }));
  }
  function choose(from: StockLevel | undefined): void {
    opened.current = now;
    command.forget();
    form.change(chosen(from));
  }
  if (command.problem?.winner !== undefined && tried !== undefined) {
    return (
      <LineAllocateConflict
        {...{ order, line, needed, tried, choices }}
        problem={command.problem}
        winner={command.problem.winner}
        sending={command.sending}
        onAllocate={(from, amount) => void allocate(from, amount)}
        onChoose={choose}
        onDone={form.discard}
      />
    );
  }
  if (item === undefined && choices.length === 0) {
    return (
      <p class="line-tools warn" role="status">
        <Icon name="warning" size={16} /> No stock counted in {unitWord(line.unit, 0, line.scale)} is free.
      </p>
    );
  }
  return (
    <Choice
      {...{ line, needed, choices }}
      changed={askAlike(now, line) ? undefined : `The line asks for ${now.description} now. Open it anew.`}
      draft={form.entered}
      onItem={(id) => choose(choices.find((one) => one.id === id))}
      onQuantity={(amount) => form.change({ quantity: amount })}
      sending={command.sending}
      onAllocate={(from) => void allocate(from, quantity)}
      onCancel={form.discard}
    >
      {command.problem !== undefined && item !== undefined && (
        <Refusal
          problem={command.problem}
          attempt={coverWords(item, line, quantity)}
          onDiscard={() => choose(undefined)}
        />
      )}
    </Choice>
  );
}

interface ChoiceProps {
  readonly line: OrderLine;
  /** Said where the line was made to ask for something else since. */
  readonly changed: string | undefined;
  readonly needed: number;
  readonly choices: readonly StockLevel[];
  readonly draft: AllocateDraft;
  readonly sending: boolean;
  readonly onItem: (id: string) => void;
  readonly onQuantity: (quantity: number) => void;
  readonly onAllocate: (item: StockLevel) => void;
  readonly onCancel: () => void;
  /** Why it was not done. */
  readonly children: ComponentChildren;
}

function Choice(props: ChoiceProps) {
  const { line, choices, draft, onItem, onCancel, children } = props;
  const form = useRef<HTMLDivElement>(null);
  useKeepFocus(form);
  const { scale } = line;
  const { item: chosen, quantity } = draft;
  // Its figures are those of now; that it was chosen stays.
  const item = chosen && (model('stock-levels').rows.value.get(chosen.id) ?? chosen);
  const offered = item === undefined || choices.some(({ id }) => id === item.id) ? choices : [item, ...choices];
  const substitute = item !== undefined && !asksFor(line, item);
  return (
    <div class="line-tools form" ref={form}>
      {(substitute || choices.every((one) => !asksFor(line, one))) && (
        <p class="warn">
          <Icon name="warning" size={16} />{' '}
          <span>
            {substitute ? `The line asks for ${line.description}.` : `No ${line.description} is free.`} Other stock can
            be used instead of it: the order says so for ever.
          </span>
        </p>
      )}
      <SelectField
        label="From which stock"
        value={item?.id ?? ''}
        {...(item === undefined && { placeholder: 'Choose' })}
        onChange={onItem}
        options={offered.map((one) => ({ value: one.id, label: stockWords(one, line) }))}
      />
      {item !== undefined && (
        <>
          <Bar
            label={`${item.name}: ${levelWords(item)}`}
            full={trackOf(item.peak, scale)}
            free={item.free}
            want={Math.min(quantity, item.free)}
            held={item.allocated}
            notch={item.reorderPoint}
          />
          <HowMany {...props} item={item} />
        </>
      )}
      {children}
      <span>
        <QuietButton onPress={onCancel}>Cancel</QuietButton>
      </span>
    </div>
  );
}

function stockWords(item: StockLevel, line: OrderLine): string {
  const parts = [item.name, ...(item.bay === undefined ? [] : [item.bay]), freeWords(item.free, line.scale)];
  return `${parts.join(' · ')}${asksFor(line, item) ? '' : ', instead'}`;
}

function HowMany(props: ChoiceProps & { readonly item: StockLevel }) {
  const { line, changed, needed, item, draft, sending, onQuantity, onAllocate } = props;
  const { scale, unit } = line;
  const { quantity, most } = draft;
  const short = item.free < quantity;
  return (
    <div class="pair">
      <Stepper
        label={`How many ${unitWord(unit, 0, scale)} to allocate`}
        value={quantity}
        onChange={onQuantity}
        min={Math.min(1, most)}
        max={most}
        scale={scale}
        step={Math.min(most, 10 ** scale)}
        atMax={most < needed ? `Only ${freeWords(most, scale).toLowerCase()}` : undefined}
      >
        <Key kind="want">Not yet done</Key>
      </Stepper>
      <div>
        <MainButton
          key={item.id}
          wide
          label={coverWords(item, line, quantity)}
          sending={sending}
          disabledBecause={changed ?? (quantity > needed ? neededWords(needed, scale) : undefined)}
          onPress={() => onAllocate(item)}
        />
        <Said>{short ? `${freeWords(item.free, scale)} now.` : undefined}</Said>
        {!short && <p class="stay meta second">{stayWords(item.free - quantity, scale)}</p>}
      </div>
    </div>
  );
}

function neededWords(needed: number, scale: number): string {
  if (needed === 0) return 'Nothing more is needed on this line.';
  const figure = formatFigure(needed, scale);
  return `Only ${figure} ${figure === '1' ? 'is' : 'are'} still needed on this line.`;
}
