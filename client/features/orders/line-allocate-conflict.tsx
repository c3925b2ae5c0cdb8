import { asksFor } from '#contracts/asking.ts';
import type { OrderDetail, OrderLine } from '#contracts/order.ts';
import type { Problem, Winner } from '#contracts/problems.ts';
import { formatFigure, formatQuantity } from '#contracts/quantity.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { timeOfDay } from '../../shared/time.ts';
import { model } from '../../sync/models.ts';
import { Button, MainButton, QuietButton } from '../../ui/button.tsx';
import { SomebodyElse } from '../../ui/card.tsx';
import { ConflictCard } from '../../ui/conflict-card.tsx';
import { coverWords, winnerDetail, winnerTitle } from '../stock/stock-words.ts';

/** What was tried and not done. */
export interface Tried {
  readonly item: StockLevel;
  readonly quantity: number;
  readonly at: Date;
}

interface LineAllocateConflictProps {
  readonly order: OrderDetail;
  readonly line: OrderLine;
  /** What the line still needs now. */
  readonly needed: number;
  readonly tried: Tried;
  readonly problem: Problem;
  readonly winner: Winner;
  /** The stock that fits the line. */
  readonly choices: readonly StockLevel[];
  readonly sending: boolean;
  readonly onAllocate: (item: StockLevel, quantity: number) => void;
  /** Goes on with other stock. */
  readonly onChoose: (item: StockLevel | undefined) => void;
  readonly onDone: () => void;
}

/** Somebody else was first. The attempt is kept until one of the answers is given. */
export function LineAllocateConflict(props: LineAllocateConflictProps) {
  const { order, line, needed, tried, problem, winner, choices, sending, onAllocate, onChoose, onDone } = props;
  const { scale, unit } = line;
  const title = winnerTitle(winner, scale);
  if (needed === 0) {
    // Nothing is left to decide: this is information.
    return (
      <SomebodyElse who={winner.user.name} title={title} answers={<Button onPress={onDone}>Got it</Button>}>
        {problem.detail}
      </SomebodyElse>
    );
  }
  const live = model('stock-levels').rows.value.get(tried.item.id) ?? tried.item;
  const left = Math.min(live.free, needed, tried.quantity);
  const short = tried.quantity - left;
  const attempt = `${formatQuantity(tried.quantity, scale, unit)} of ${tried.item.name} for ${order.number}`;
  return (
    <ConflictCard
      who={winner.user.name}
      title={title}
      what={winnerDetail(winner, live.free, live)}
      refusal={problem.detail}
      attempt={`${attempt}, tried at ${timeOfDay(tried.at)}`}
      short={short > 0 ? `${formatFigure(short, scale)} short` : undefined}
    >
      <div class="row">
        {left > 0 && (
          <MainButton
            label={
              short > 0 && asksFor(line, live)
                ? `Allocate the remaining ${formatFigure(left, scale)}`
                : coverWords(live, line, left)
            }
            sending={sending}
            onPress={() => onAllocate(live, left)}
          />
        )}
        {choices.some(({ id }) => id !== tried.item.id) && (
          <Button onPress={() => onChoose(undefined)}>Choose other stock</Button>
        )}
        <QuietButton onPress={onDone}>Discard</QuietButton>
      </div>
    </ConflictCard>
  );
}
