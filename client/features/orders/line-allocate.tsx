import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { OrderDetail, OrderLine } from '#contracts/order.ts';
import { unitWord } from '#contracts/quantity.ts';
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
import { Stepper } from '../../ui/stepper.tsx';
import { trackOf } from '../../ui/tape.ts';
import { freeWords, levelWords, stayWords, wish } from '../stock/stock-words.ts';
import { LineAllocateConflict, type Tried } from './line-allocate-conflict.tsx';
import { Refusal } from './order-refusal.tsx';
import { stockFor } from './stock-for.ts';

interface LineAllocateProps {
  readonly order: OrderDetail;
  readonly line: OrderLine;
  readonly onDone: () => void;
}

interface AllocateDraft {
  /** Id of the item. */
  readonly chosen: string | undefined;
  readonly typed: number | undefined;
}

const empty: AllocateDraft = { chosen: undefined, typed: undefined };

/** Which stock, how many, and the button; or, when somebody else was first, the card that says so. */
export function LineAllocate({ order, line, onDone }: LineAllocateProps) {
  const levels = model('stock-levels');
  const form = useForm(useCommand('AllocateStock'), { opens: () => empty, onClose: onDone });
  const [tried, setTried] = useState<Tried>();
  const { command } = form;
  const needed = line.required - line.allocated - line.issued;
  const choices = stockFor(line, levels.list.value);

  function allocate(item: StockLevel, quantity: number): void {
    setTried({ item, quantity, at: present() });
    void form.send(() => ({ itemId: item.id, orderId: order.id, lineId: line.lineId, quantity }));
  }
  function choose(item: StockLevel | undefined): void {
    command.forget();
    form.change({ chosen: item?.id, typed: undefined });
  }
  if (levels.state.value === 'loading') return <Loading what="Stock" lines={2} />;
  if (command.problem?.winner !== undefined && tried !== undefined) {
    return (
      <LineAllocateConflict
        {...{ order, line, needed, tried, choices }}
        problem={command.problem}
        winner={command.problem.winner}
        sending={command.sending}
        onAllocate={allocate}
        onChoose={choose}
        onDone={form.discard}
      />
    );
  }
  const item = choices.find(({ id }) => id === form.entered.chosen) ?? choices[0];
  if (item === undefined) {
    return (
      <p class="line-tools warn" role="status">
        <Icon name="warning" size={16} /> No stock counted in {unitWord(line.unit, 0, line.scale)} is free.
      </p>
    );
  }
  const limit = Math.min(needed, item.free);
  const quantity = Math.min(form.entered.typed ?? limit, limit);
  return (
    <Choice
      {...{ line, needed, choices, item, limit, quantity }}
      onItem={(id) => form.change({ chosen: id, typed: undefined })}
      onQuantity={(typed) => form.change({ typed })}
      sending={command.sending}
      onAllocate={() => allocate(item, quantity)}
      onCancel={form.discard}
    >
      {command.problem !== undefined && (
        <Refusal
          problem={command.problem}
          attempt={wish('Allocate', quantity, line)}
          onDiscard={() => choose(undefined)}
        />
      )}
    </Choice>
  );
}

interface ChoiceProps {
  readonly line: OrderLine;
  readonly needed: number;
  readonly choices: readonly StockLevel[];
  readonly item: StockLevel;
  readonly limit: number;
  readonly quantity: number;
  readonly sending: boolean;
  readonly onItem: (id: string) => void;
  readonly onQuantity: (quantity: number) => void;
  readonly onAllocate: () => void;
  readonly onCancel: () => void;
  /** Why it was not done. */
  readonly children: ComponentChildren;
}

function Choice(props: ChoiceProps) {
  const { line, choices, item, quantity, onItem, onCancel, children } = props;
  const form = useRef<HTMLDivElement>(null);
  useKeepFocus(form);
  const { scale, unit, itemId } = line;
  const isOther = itemId !== undefined && itemId !== item.id && choices.every(({ id }) => id !== itemId);
  return (
    <div class="line-tools form" ref={form}>
      {isOther && (
        <p class="warn">
          <Icon name="warning" size={16} /> No {line.description} is free. This is other stock in{' '}
          {unitWord(unit, 0, scale)}.
        </p>
      )}
      <SelectField
        label="From which stock"
        value={item.id}
        onChange={onItem}
        options={choices.map(({ id, name, bay, free }) => ({
          value: id,
          label: [name, ...(bay === undefined ? [] : [bay]), freeWords(free, scale)].join(' · '),
        }))}
      />
      <Bar
        label={`${item.name}: ${levelWords(item)}`}
        full={trackOf(item.peak, scale)}
        free={item.free}
        want={quantity}
        held={item.allocated}
        notch={item.reorderPoint}
      />
      <HowMany {...props} />
      {children}
      <span>
        <QuietButton onPress={onCancel}>Cancel</QuietButton>
      </span>
    </div>
  );
}

function HowMany({ line, needed, item, limit, quantity, sending, onQuantity, onAllocate }: ChoiceProps) {
  const { scale, unit } = line;
  return (
    <div class="pair">
      <Stepper
        label={`How many ${unitWord(unit, 0, scale)} to allocate`}
        value={quantity}
        onChange={onQuantity}
        min={Math.min(1, limit)}
        max={limit}
        scale={scale}
        step={Math.min(limit, 10 ** scale)}
        atMax={item.free < needed ? `Only ${freeWords(limit, scale).toLowerCase()}` : undefined}
      >
        <Key kind="want">Not yet done</Key>
      </Stepper>
      <div>
        <MainButton
          wide
          label={wish('Allocate', quantity, line)}
          sending={sending}
          disabledBecause={limit === 0 ? 'Nothing more is needed on this line.' : undefined}
          onPress={onAllocate}
        />
        <p class="stay meta second">{stayWords(item.free - quantity, scale)}</p>
      </div>
    </div>
  );
}
