import { useLocation } from 'preact-iso';
import { asksFor } from '#contracts/asking.ts';
import type { Problem } from '#contracts/problems.ts';
import { formatFigure, formatQuantity } from '#contracts/quantity.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { moment } from '../../shared/time.ts';
import { model } from '../../sync/models.ts';
import { MainButton, QuietButton } from '../../ui/button.tsx';
import { ConflictCard } from '../../ui/conflict-card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { needyLines } from './open-lines.ts';
import { otherStock } from './other-stock.ts';
import { coverWords, freeWords, winnerDetail, winnerTitle } from './stock-words.ts';
import { type Allocation, allocateDraft, type Refused } from './use-allocation.ts';

interface AllocateConflictProps {
  readonly refused: Refused;
  /** As it is now: the card's figures go on moving. */
  readonly item: StockLevel;
  readonly allocation: Allocation;
}

/** Somebody else was first. The attempt is kept until one of the answers is given. */
export function AllocateConflict({ refused, item, allocation }: AllocateConflictProps) {
  const { problem, line, quantity, at } = refused;
  const { winner } = problem;
  const { route } = useLocation();
  const open = needyLines(model('order-board').list.value).find(({ key }) => key === line.key);
  const remaining = Math.min(item.free, open?.needed ?? 0, quantity);
  const short = quantity - Math.min(item.free, quantity);
  const other = open && otherStock(item, Math.min(quantity, open.needed), model('stock-levels').list.value);

  function chooseOther(instead: StockLevel, needed: number): void {
    allocateDraft(instead.id).value = { line: line.key, quantity: Math.min(quantity, needed) };
    allocation.discard();
    route(`/stock/${instead.id}`);
  }
  return (
    <ConflictCard
      who={winner?.user.name}
      title={winner === undefined ? titleOf(problem, item) : winnerTitle(winner, item.scale)}
      what={winner && winnerDetail(winner, item.free, item)}
      refusal={problem.detail}
      attempt={`${formatQuantity(quantity, item.scale, item.unit)} for ${line.order.number}, tried at ${moment(at)}`}
      short={short > 0 ? `${formatFigure(short, item.scale)} short` : undefined}
    >
      {open !== undefined && remaining > 0 && (
        <MainButton
          wide
          label={
            remaining === quantity || !asksFor(open, item)
              ? coverWords(item, open, remaining)
              : `Allocate the remaining ${formatFigure(remaining, item.scale)}`
          }
          sending={allocation.sending !== undefined}
          onPress={() => void allocation.allocate(item, open, remaining)}
        />
      )}
      <div class="conflict-answers">
        {open !== undefined && other !== undefined && (
          <button type="button" class="button button-two" onClick={() => chooseOther(other, open.needed)}>
            <span>
              Choose other stock
              <small>
                {other.name} has {formatFigure(other.free, other.scale)} free
              </small>
            </span>
            <Icon name="chevron-right" />
          </button>
        )}
        <QuietButton onPress={allocation.discard}>Discard</QuietButton>
      </div>
    </ConflictCard>
  );
}

function titleOf(problem: Problem, item: StockLevel): string {
  return problem.code === 'insufficient-stock' ? `${freeWords(item.free, item.scale)} now` : problem.title;
}
