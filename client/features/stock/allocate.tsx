import type { Signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { askAlike, asksFor } from '#contracts/asking.ts';
import { formatFigure, unitWord } from '#contracts/quantity.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { model } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Key } from '../../ui/bar.tsx';
import { MainButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { AllocateConflict } from './allocate-conflict.tsx';
import type { Preview } from './item-figures.tsx';
import { JustAllocated } from './just-allocated.tsx';
import { LinePicker } from './line-picker.tsx';
import { linesFor, type NeedyLine, needyLines } from './open-lines.ts';
import { coverWords, freeWords, stayWords } from './stock-words.ts';
import { allocateDraft, isDecided, useAllocation } from './use-allocation.ts';

interface AllocateProps {
  readonly item: StockLevel;
  readonly preview: Signal<Preview>;
}

/** For which order, how many, and the button; or, when somebody else was first, the card that says so. */
export function Allocate({ item, preview }: AllocateProps) {
  const role = session.value?.user.role ?? 'employee';
  return may(role, 'stock.allocate') && may(role, 'orders.read') ? <Control item={item} preview={preview} /> : null;
}

function Control({ item, preview }: AllocateProps) {
  const { query } = useLocation();
  const board = model('order-board');
  const chosen = allocateDraft(item.id);
  const allocation = useAllocation(item.id);
  const { own, others } = linesFor(item, needyLines(board.list.value));
  const { line, gone, renew } = useChosenLine(item, own, others, chosen.value.line ?? query['line']);
  const limit = line === undefined ? 0 : Math.min(line.needed, item.free);
  const offered = useOffered(`${item.id} ${line?.key}`, limit);
  const quantity = allocation.sending?.quantity ?? chosen.value.quantity ?? offered.quantity;
  const { refused } = allocation;
  const dashed = refused !== undefined && isDecided(refused) ? 0 : Math.min(quantity, item.free);
  useLayoutEffect(() => {
    preview.value = { want: dashed };
    return () => {
      preview.value = {};
    };
  }, [preview, dashed]);

  async function allocate(to: NeedyLine, amount: number): Promise<void> {
    if (!(await allocation.allocate(item, to, amount))) return;
    chosen.value = {};
    offered.renew();
    renew();
  }
  if (refused !== undefined && isDecided(refused)) {
    // The card stands where the button was, so what comes after it may be offered anew.
    offered.renew();
    renew();
    const discard = () => {
      chosen.value = { line: refused.line.key };
      allocation.discard();
    };
    return <AllocateConflict refused={refused} item={item} allocation={{ ...allocation, discard }} />;
  }
  const done = allocation.done && <JustAllocated done={allocation.done} onUndone={allocation.forgetDone} />;
  if (line === undefined && own.length + others.length === 0) {
    return (
      <>
        <NoLine item={item} loading={board.state.value === 'loading'} />
        {done}
      </>
    );
  }
  const picker = (
    <LinePicker
      {...{ item, own, others }}
      chosen={line}
      onChange={(key) => {
        chosen.value = { line: key };
      }}
    />
  );
  if (line === undefined) {
    return (
      <div class="foot">
        <p class="second">No open order asks for it. It can be used instead of other stock.</p>
        {picker}
        {done}
      </div>
    );
  }
  return (
    <div class="foot">
      {picker}
      {!asksFor(line, item) && (
        <p class="warn">
          <Icon name="warning" size={16} /> <span>{`${line.order.number} asks for ${line.description}.`}</span>
        </p>
      )}
      {limit === 0 && gone === undefined ? (
        <p class="warn" role="status">
          <Icon name="warning" size={16} /> {freeWords(0, item.scale)}. Release some, or receive more.
        </p>
      ) : (
        <Amount
          {...{ item, line, gone, limit, quantity }}
          sending={allocation.sending !== undefined}
          onQuantity={(amount) => {
            chosen.value = { line: line.key, quantity: amount };
          }}
          onPress={() => void allocate(line, quantity)}
        />
      )}
      <NotDone problem={refused?.problem} />
      {done}
    </div>
  );
}

interface AmountProps {
  readonly item: StockLevel;
  readonly line: NeedyLine;
  /** Said where the line needs nothing of it any more. */
  readonly gone: string | undefined;
  readonly limit: number;
  readonly quantity: number;
  readonly sending: boolean;
  readonly onQuantity: (quantity: number) => void;
  readonly onPress: () => void;
}

function Amount({ item, line, gone, limit, quantity, sending, onQuantity, onPress }: AmountProps) {
  const refused = gone ?? (quantity > line.needed ? neededWords(line) : undefined);
  return (
    <div class="pair">
      <Stepper
        label={`${capital(unitWord(item.unit, 0, item.scale))} to allocate`}
        value={quantity}
        onChange={onQuantity}
        min={Math.min(limit, 1)}
        max={item.free}
        scale={item.scale}
        atMax={atMax(item, line)}
      >
        <Key kind="want">Not yet done</Key>
      </Stepper>
      <div>
        <MainButton
          key={line.key}
          wide
          label={coverWords(item, line, quantity)}
          sending={sending}
          disabledBecause={refused}
          onPress={onPress}
        />
        {quantity <= Math.min(line.needed, item.free) && (
          <p class="stay meta second">
            <Key kind="want">{''}</Key>
            {stayWords(item.free - quantity, item.scale)}
          </p>
        )}
      </div>
    </div>
  );
}

/**
 * The line that is offered: the one that was asked for, else the most urgent that asks for this very item. What others do
 * meanwhile puts no other in its place: it stays, and `gone` says that it needs nothing of it any more.
 */
function useChosenLine(
  item: StockLevel,
  own: readonly NeedyLine[],
  others: readonly NeedyLine[],
  wanted: string | undefined,
) {
  const shown = useRef<{ readonly itemId: string; readonly line: NeedyLine }>();
  const lines = [...own, ...others];
  const before = shown.current?.itemId === item.id ? shown.current.line : undefined;
  const key = lines.some((one) => one.key === wanted) ? wanted : before?.key;
  const now = key === undefined ? own[0] : lines.find((one) => one.key === key);
  // A line that was made to ask for something else is another line, though it has the same name.
  const live = now?.key === before?.key && now && before && !askAlike(now, before) ? undefined : now;
  const line = live ?? before;
  shown.current = line && { itemId: item.id, line };
  const renew = () => {
    shown.current = undefined;
  };
  const gone = line === undefined || live !== undefined ? undefined : goneWords(line, now);
  return { line, gone, renew };
}

function goneWords({ order: { number } }: NeedyLine, now: NeedyLine | undefined): string {
  return now === undefined ? `${number} needs no more of it.` : `${number} asks for ${now.description} now.`;
}

/**
 * The quantity that is on the button. What others do meanwhile does not change it: a finger on its way down gets what
 * it read, or is told who was first. It is offered anew for another item or line, and once it was taken or refused.
 */
function useOffered(line: string, limit: number): { readonly quantity: number; renew(): void } {
  const shown = useRef<{ readonly line: string; readonly quantity: number }>();
  if (shown.current?.line !== line || shown.current?.quantity === 0) shown.current = { line, quantity: limit };
  const renew = () => {
    shown.current = undefined;
  };
  return { quantity: shown.current?.quantity ?? limit, renew };
}

/** Said at once when there is less than the line needs. */
function atMax(item: StockLevel, line: NeedyLine): string | undefined {
  return item.free < line.needed ? `Only ${freeWords(item.free, item.scale)}` : undefined;
}

function neededWords({ needed, scale }: NeedyLine): string {
  const figure = formatFigure(needed, scale);
  return `Only ${figure} ${figure === '1' ? 'is' : 'are'} still needed on this line.`;
}

function NoLine({ item, loading }: { readonly item: StockLevel; readonly loading: boolean }) {
  // While it is not known what is needed, the place of the control is kept.
  if (loading) return <div class="allocate-place" />;
  const unit = unitWord(item.unit, 0, item.scale);
  return (
    <p class="no-line second">
      No open order needs {unit} now. {formatFigure(item.free, item.scale)} stay free.
    </p>
  );
}

function capital(word: string): string {
  return word.length > 2 ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}
