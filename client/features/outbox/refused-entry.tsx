import { formatFigure, formatQuantity } from '#contracts/quantity.ts';
import { moment } from '../../shared/time.ts';
import { newId } from '../../sync/ids.ts';
import type { Entry } from '../../sync/outbox/entry.ts';
import { outbox } from '../../sync/waiting.ts';
import { Button, MainButton } from '../../ui/button.tsx';
import { ConflictCard } from '../../ui/conflict-card.tsx';
import { winnerDetail, winnerTitle } from '../stock/stock-words.ts';
import { Discard } from './discard.tsx';
import { entryWords, itemOf, placeOf } from './entry-words.ts';

/** One that the server has refused: by whom and when, what was wanted, and what can be done about it. */
export function RefusedEntry({ entry }: { readonly entry: Entry }) {
  const { problem, type } = entry;
  if (problem === undefined) return null;
  const { winner } = problem;
  const item = itemOf(entry);
  const quantity = (entry.payload as { quantity?: number }).quantity ?? 0;
  const remaining = type === 'AllocateStock' && item !== undefined ? Math.min(item.free, quantity) : 0;
  const less = remaining > 0 && remaining < quantity ? remaining : undefined;
  const short = item !== undefined && less !== undefined ? quantity - less : 0;
  const again = () => void outbox().then((box) => box?.retry(entry.id));
  const takeLess = () =>
    void outbox().then((box) =>
      box?.replace(entry.id, { id: newId(), payload: { ...entry.payload, quantity: remaining } }),
    );
  return (
    <ConflictCard
      who={winner?.user.name}
      title={winner === undefined ? problem.title : winnerTitle(winner, item?.scale ?? 0)}
      what={winner && item && winnerDetail(winner, item.free, item)}
      refusal={problem.detail}
      attempt={`${entryWords(entry)}, given ${moment(entry.at)}`}
      short={short > 0 && item !== undefined ? `${formatFigure(short, item.scale)} short` : undefined}
    >
      {less !== undefined && item !== undefined && (
        <MainButton
          wide
          label={`Allocate the remaining ${formatQuantity(less, item.scale, item.unit)}`}
          onPress={takeLess}
        />
      )}
      <div class="row">
        <Button href={placeOf(entry)}>{type === 'SaveTimesheet' ? 'Open the week' : 'Open'}</Button>
        <Button icon="retry" onPress={again}>
          Try again
        </Button>
        <Discard entry={entry} />
      </div>
    </ConflictCard>
  );
}
