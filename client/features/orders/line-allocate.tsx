import { useRef, useState } from 'preact/hooks';
import type { OrderDetail, OrderLine } from '#contracts/order.ts';
import { formatFigure, formatQuantity, unitWord } from '#contracts/quantity.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { timeOfDay } from '../../shared/time.ts';
import { present } from '../../sync/clock.ts';
import { model } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Bar, Key } from '../../ui/bar.tsx';
import { Button, MainButton, QuietButton } from '../../ui/button.tsx';
import { SomebodyElse } from '../../ui/card.tsx';
import { ConflictCard } from '../../ui/conflict-card.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useKeepFocus } from '../../ui/keep-focus.ts';
import { Loading } from '../../ui/loading.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { trackOf } from '../../ui/tape.ts';
import { freeWords, levelWords, stayWords, winnerDetail, winnerTitle, wish } from '../stock/stock-words.ts';
import { Refusal } from './order-refusal.tsx';
import { stockFor } from './stock-for.ts';

interface LineAllocateProps {
  readonly order: OrderDetail;
  readonly line: OrderLine;
  readonly onDone: () => void;
}

/** Which stock, how many, and the button; or, when somebody else was first, the card that says so. */
export function LineAllocate({ order, line, onDone }: LineAllocateProps) {
  const form = useRef<HTMLDivElement>(null);
  useKeepFocus(form);
  const levels = model('stock-levels');
  const command = useCommand('AllocateStock');
  const [chosen, setChosen] = useState<string>();
  const [typed, setTyped] = useState<number>();
  const [tried, setTried] = useState<{ readonly item: StockLevel; readonly quantity: number; readonly at: Date }>();
  const { scale, unit } = line;
  const needed = line.required - line.allocated - line.issued;
  const choices = stockFor(line, levels.list.value);
  const item = choices.find(({ id }) => id === chosen) ?? choices[0];

  async function allocate(from: StockLevel, quantity: number): Promise<void> {
    setTried({ item: from, quantity, at: present() });
    const { lineId } = line;
    if (await command.run({ itemId: from.id, orderId: order.id, lineId, quantity })) onDone();
  }
  function again(): void {
    command.forget();
    setTyped(undefined);
  }
  if (levels.state.value === 'loading') return <Loading what="Stock" lines={2} />;
  if (command.problem?.winner !== undefined && tried !== undefined) {
    const live = levels.rows.value.get(tried.item.id) ?? tried.item;
    const left = Math.min(live.free, needed, tried.quantity);
    const { problem } = command;
    if (needed === 0) {
      // Nothing is left to decide: this is information.
      return (
        <SomebodyElse
          who={command.problem.winner.user.name}
          title={winnerTitle(command.problem.winner, scale)}
          answers={<Button onPress={onDone}>Got it</Button>}
        >
          {command.problem.detail}
        </SomebodyElse>
      );
    }
    const short = tried.quantity - left;
    return (
      <ConflictCard
        who={command.problem.winner.user.name}
        title={winnerTitle(command.problem.winner, scale)}
        what={winnerDetail(command.problem.winner, live.free, live)}
        refusal={problem?.detail ?? ''}
        attempt={`${formatQuantity(tried.quantity, scale, unit)} of ${tried.item.name} for ${order.number}, tried at ${timeOfDay(tried.at)}`}
        short={short > 0 ? `${formatFigure(short, scale)} short` : undefined}
      >
        <div class="row">
          {left > 0 && (
            <MainButton
              label={
                left < tried.quantity
                  ? `Allocate the remaining ${formatFigure(left, scale)}`
                  : wish('Allocate', left, line)
              }
              sending={command.sending}
              onPress={() => void allocate(live, left)}
            />
          )}
          {choices.length > 1 && (
            <Button
              onPress={() => {
                setChosen(choices.find(({ id }) => id !== tried.item.id)?.id);
                again();
              }}
            >
              Choose other stock
            </Button>
          )}
          <QuietButton
            onPress={() => {
              again();
              onDone();
            }}
          >
            Discard
          </QuietButton>
        </div>
      </ConflictCard>
    );
  }
  if (item === undefined) {
    return (
      <p class="line-tools warn" role="status">
        <Icon name="warning" size={16} /> No stock counted in {unitWord(unit, 0, scale)} is free.
      </p>
    );
  }
  const limit = Math.min(needed, item.free);
  const quantity = Math.min(typed ?? limit, limit);
  const named = line.itemId !== undefined && line.itemId !== item.id && choices.every(({ id }) => id !== line.itemId);
  return (
    <div class="line-tools form" ref={form}>
      {named && (
        <p class="warn">
          <Icon name="warning" size={16} /> No {line.description} is free. This is other stock in{' '}
          {unitWord(unit, 0, scale)}.
        </p>
      )}
      <SelectField
        label="From which stock"
        value={item.id}
        onChange={(id) => {
          setChosen(id);
          setTyped(undefined);
        }}
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
      <div class="pair">
        <Stepper
          label={`How many ${unitWord(unit, 0, scale)} to allocate`}
          value={quantity}
          onChange={setTyped}
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
            sending={command.sending}
            disabledBecause={limit === 0 ? 'Nothing more is needed on this line.' : undefined}
            onPress={() => void allocate(item, quantity)}
          />
          <p class="stay meta second">{stayWords(item.free - quantity, scale)}</p>
        </div>
      </div>
      {command.problem !== undefined && (
        <Refusal problem={command.problem} attempt={wish('Allocate', quantity, line)} onDiscard={again} />
      )}
      <span>
        <QuietButton onPress={onDone}>Cancel</QuietButton>
      </span>
    </div>
  );
}
