import { formatFigure } from '#contracts/quantity.ts';
import type { StockLevel, StockMovement } from '#contracts/stock.ts';
import { authorWords } from '../../shared/author-words.ts';
import { changeWords } from '../../shared/card-words.ts';
import { calendarDay, when } from '../../shared/time.ts';
import type { HistoryEntry } from '../../ui/history-list.tsx';
import { itemWords, type NameIn } from './item-words.ts';

type Counted = Pick<StockLevel, 'unit' | 'scale'>;

/** A movement as a row of the item's history, with what was free after it. */
export function movementEntry(movement: StockMovement, item: Counted, nameIn: NameIn): HistoryEntry {
  const { id, at, user, clientName, docket, reference, reason, note, free } = movement;
  const more = [clientName, docket === undefined ? undefined : `docket ${docket}`, reference, reason, note];
  return {
    key: id,
    at,
    time: when(at),
    title: whatHappened(movement, item, nameIn),
    sub: [authorWords(user), ...more.filter((part) => part !== undefined)].join(' · '),
    figure: `${formatFigure(free, item.scale)} free`,
  };
}

function whatHappened(movement: StockMovement, { scale }: Counted, nameIn: NameIn): string {
  const { kind, quantity, was, onHand, orderNumber, supplier, dueDate, insteadOf } = movement;
  const figure = formatFigure(quantity, scale);
  const before = was === undefined ? '' : formatFigure(was, scale);
  switch (kind) {
    case 'registered':
      return 'Put on the list';
    case 'recorded':
      return `Moved ${figure}${orderNumber === undefined ? '' : ` for ${orderNumber}`} in the old application`;
    case 'received':
      return `Received ${figure}${supplier === undefined ? '' : ` from ${supplier}`}`;
    case 'adjusted':
      return `Adjusted${was === undefined ? '' : ` by ${formatFigure(onHand - was, scale)}`}, now ${formatFigure(onHand, scale)} on hand`;
    case 'counted':
      return quantity === 0
        ? `Counted ${before}, as recorded`
        : `Counted ${formatFigure(onHand, scale)}, was ${before}`;
    case 'allocated':
      return `Allocated ${figure} to ${orderNumber}${insteadOf === undefined ? '' : ` instead of ${insteadOf}`}`;
    case 'released':
      return `Released ${figure} from ${orderNumber}`;
    case 'issued':
      return `Issued ${figure}${orderNumber === undefined ? '' : ` to ${orderNumber}`}`;
    case 'returned':
      return `Returned ${figure} from ${orderNumber}`;
    case 'reorder-point':
      return `Reorder at ${figure}, was ${before}`;
    case 'revised':
      return (movement.changes ?? []).map((change) => changeWords(itemWords(scale, nameIn), change)).join(' · ');
    case 'expected':
      return `${figure} expected ${dueDate === undefined ? '' : calendarDay(dueDate)}`;
    case 'not-expected':
      return 'No delivery is expected any more';
    case 'retired':
      return 'Taken off the list';
    case 'reactivated':
      return 'Put back on the list';
    default:
      kind satisfies never;
      return kind;
  }
}
