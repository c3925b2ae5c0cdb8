import { type Priority, priorityWords, stages, stageWords } from '../src/contracts/order.ts';
import { formatFigure, formatQuantity } from '../src/contracts/quantity.ts';
import type { Change, LineMove, OrderEvent, OrderedLine } from '../src/domain/order/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { unhandled } from '../src/projecting/definition.ts';

/** A row of an order's history in words. */
export interface Words {
  readonly title: string;
  readonly detail?: string | undefined;
}

/** No clock on earth is further from Greenwich. */
const ZONES_HOURS = 14;
const HOUR_MS = 3_600_000;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** A line as it stands on a card: "2,400 × Core 76", "320 rolls Label 100 × 150", "52 mm kraft, 4,800 m". */
export function lineWords({ description, required, scale, unit, itemId }: OrderedLine): string {
  if (itemId !== undefined) return `${description}, ${formatQuantity(required, scale, unit)}`;
  if (unit === 'piece') return `${formatFigure(required, scale)} × ${description}`;
  return `${formatQuantity(required, scale, unit)} ${description}`;
}

/** What happened, as people say it. `lines` are those before the event. */
export function historyWords(event: RecordedEvent<OrderEvent>, lines: readonly OrderedLine[]): Words {
  switch (event.type) {
    case 'OrderPlaced': {
      const { dueDate, lines: ordered } = event.data;
      const count = `${ordered.length} ${ordered.length === 1 ? 'line' : 'lines'}`;
      return { title: 'Placed', detail: `${count}, delivery ${dayWords(dueDate, [], event.at)}` };
    }
    case 'OrderStageRecorded': {
      const { stage, note } = event.data;
      return { title: `${stageWords[stage]}, in the old application`, detail: note };
    }
    case 'OrderRevised':
      return revisionWords(event, lines);
    case 'OrderClientChanged': {
      const { clientName, was } = event.data;
      return { title: `For ${clientName}, was for ${was.clientName}` };
    }
    case 'OrderStageMoved': {
      const { from, to, note } = event.data;
      const back = stages.indexOf(to) < stages.indexOf(from);
      return { title: `Moved ${back ? 'back ' : ''}to ${stageWords[to]}`, detail: note };
    }
    case 'OrderLineAllocated':
      return moveWords('Allocated', event.data, lines);
    case 'OrderLineReleased':
      return moveWords('Released', event.data, lines);
    case 'OrderLineIssued':
      return moveWords('Issued', event.data, lines);
    case 'OrderLineReturned':
      return moveWords('Returned', event.data, lines);
    case 'OrderLineDelivered': {
      const { docket, note, moreThanOrdered } = event.data;
      const slip = docket === undefined ? [] : [`packing slip ${docket}`];
      const more = moreThanOrdered ? ['more than was ordered'] : [];
      return deliveryWords('Delivered', event.data, lines, [...slip, ...more, ...(note === undefined ? [] : [note])]);
    }
    case 'OrderLineDeliveryTakenBack':
      return deliveryWords('Delivery taken back,', event.data, lines, [event.data.reason]);
    case 'OrderLeftUndelivered': {
      const words = event.data.lines.map(
        (left) => `${figureOf(left, lines)} of ${lineOf(lines, left.lineId)?.description}`,
      );
      return { title: 'Went on with something still to be delivered', detail: words.join(' · ') };
    }
    case 'OrderLineCompleted':
      return { title: 'Line made', detail: lineOf(lines, event.data.lineId)?.description };
    case 'OrderLineReopened':
      return { title: 'Line not made after all', detail: lineOf(lines, event.data.lineId)?.description };
    case 'OrderReopened':
      return { title: `Reopened in ${stageWords[event.data.stage]}`, detail: event.data.reason };
    case 'OrderCancelled':
      return { title: 'Cancelled', detail: event.data.reason };
    case 'OrderArchived':
      return { title: 'Archived' };
    default:
      return unhandled(event);
  }
}

interface OfLine {
  readonly lineId: string;
  readonly quantity: number;
}

function figureOf({ lineId, quantity }: OfLine, lines: readonly OrderedLine[]): string {
  const line = lineOf(lines, lineId);
  return line === undefined ? String(quantity) : formatQuantity(quantity, line.scale, line.unit);
}

function deliveryWords(verb: string, of: OfLine, lines: readonly OrderedLine[], more: readonly string[]): Words {
  const what = lineOf(lines, of.lineId)?.description;
  const detail = [...(what === undefined ? [] : [what]), ...more].join(' · ');
  return { title: `${verb} ${figureOf(of, lines)}`, ...(detail !== '' && { detail }) };
}

function moveWords(
  verb: string,
  { lineId, itemName, quantity, insteadOf }: LineMove & { readonly insteadOf?: string | undefined },
  lines: readonly OrderedLine[],
): Words {
  const figure = figureOf({ lineId, quantity }, lines);
  const detail = insteadOf === undefined ? itemName : `${itemName} instead of ${insteadOf}`;
  return { title: `${verb} ${figure}`, detail };
}

function revisionWords(
  { data, at }: RecordedEvent<Extract<OrderEvent, { type: 'OrderRevised' }>>,
  lines: readonly OrderedLine[],
): Words {
  const changes = data.changes.map((change) => changeWords(change, at));
  const [title = 'Lines changed', ...more] = [...changes, ...lineChanges(lines, data.lines ?? lines)];
  const detail = [...more, ...(data.reason === undefined ? [] : [data.reason])].join(' · ');
  return { title, ...(detail !== '' && { detail }) };
}

const fieldWords = {
  reference: 'Reference',
  dueDate: 'Delivery',
  priority: 'Priority',
  discountBasisPoints: 'Discount',
  notes: 'Notes',
  deliveryAddress: 'Delivery address',
} as const;

function changeWords({ field, from, to }: Change, at: Date): string {
  const noun = fieldWords[field];
  // These are too long to be told in a line.
  if (field === 'notes' || field === 'deliveryAddress') return `${noun} changed`;
  const said = (value: string | number) => valueWords({ field, from, to }, value, at);
  if (to === null) return `${noun} taken off${from === null ? '' : `, was ${said(from)}`}`;
  return `${noun} ${said(to)}${from === null ? '' : `, was ${said(from)}`}`;
}

function valueWords({ field, from, to }: Change, value: string | number, at: Date): string {
  switch (field) {
    case 'dueDate':
      return dayWords(String(value), [String(from), String(to)], at);
    case 'priority':
      return priorityWords[value as Priority] ?? String(value);
    case 'discountBasisPoints':
      return `${formatFigure(Number(value), 2)} %`;
    case 'reference':
    case 'notes':
    case 'deliveryAddress':
      return String(value);
  }
}

function lineChanges(before: readonly OrderedLine[], after: readonly OrderedLine[]): string[] {
  const came = after.flatMap((line) => {
    const old = lineOf(before, line.lineId);
    const now = formatQuantity(line.required, line.scale, line.unit);
    if (old === undefined) return [`${line.description} added, ${now}`];
    if (old.required !== line.required || old.description !== line.description) {
      return [`${line.description} ${now}, was ${formatQuantity(old.required, old.scale, old.unit)}`];
    }
    return old.unitPrice === line.unitPrice && old.note === line.note ? [] : [`${line.description} changed`];
  });
  const went = before.filter(({ lineId }) => lineOf(after, lineId) === undefined);
  return [...came, ...went.map(({ description }) => `${description} taken off`)];
}

function lineOf(lines: readonly OrderedLine[], lineId: string): OrderedLine | undefined {
  return lines.find((line) => line.lineId === lineId);
}

/**
 * "17 Nov", with its year unless it and the dates `beside` it are of the year in which it was said. Around New Year the
 * shop's calendar may show another year than Greenwich: then the year is always told.
 */
function dayWords(date: string, beside: readonly string[], said: Date): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const words = `${Number(day)} ${months[Number(month) - 1] ?? month}`;
  const years = new Set([date, ...beside].map((one) => one.slice(0, 4)));
  for (const hours of [-ZONES_HOURS, ZONES_HOURS])
    years.add(`${new Date(said.getTime() + hours * HOUR_MS).getUTCFullYear()}`);
  return years.size === 1 ? words : `${words} ${year}`;
}
