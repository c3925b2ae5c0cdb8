import { formatUnitPrice } from '#contracts/money.ts';
import { unitWord } from '#contracts/quantity.ts';
import { priorityWords } from '#contracts/stages.ts';
import { type LineDraft, type OrderDraft, priceOf, quantityOf, sameLine } from './order-draft.ts';

/** What somebody is about to change, as people say it: "Delivery Wed 18 Nov", "Kraft 52 mm taken off". */
export function changesInWords(base: OrderDraft, mine: OrderDraft, dayWords: (date: string) => string): string[] {
  const text = (noun: string, before: string, after: string) =>
    before === after ? [] : [after.trim() === '' ? `${noun} taken off` : `${noun} ${after.trim()}`];
  return [
    ...(mine.dueDate === base.dueDate ? [] : [`Delivery ${mine.dueDate === '' ? 'open' : dayWords(mine.dueDate)}`]),
    ...(mine.priority === base.priority ? [] : [`Priority ${priorityWords[mine.priority]}`]),
    ...text('Reference', base.reference, mine.reference),
    ...(mine.discount === base.discount ? [] : [`Discount ${mine.discount.trim() || '0'} %`]),
    // These are too long to be told in a line.
    ...(mine.notes === base.notes ? [] : ['Notes']),
    ...(mine.deliveryAddress === base.deliveryAddress ? [] : ['Delivery address']),
    ...lineChanges(base.lines, mine.lines),
  ];
}

function lineChanges(base: readonly LineDraft[], mine: readonly LineDraft[]): string[] {
  const came = mine.flatMap((line) => {
    const before = base.find(({ lineId }) => lineId === line.lineId);
    if (before === undefined) return [`${line.description} added, ${figureWords(line)}`];
    if (sameLine(before, line)) return [];
    if (before.quantity !== line.quantity) return [`${line.description} ${figureWords(line)}`];
    return before.price === line.price
      ? [`${line.description}, note`]
      : [`${line.description} at $${formatUnitPrice(priceOf(line).figure ?? 0)}`];
  });
  const went = base.filter(({ lineId }) => mine.every((line) => line.lineId !== lineId));
  return [...came, ...went.map(({ description }) => `${description} taken off`)];
}

function figureWords(line: LineDraft): string {
  return `${line.quantity.trim()} ${unitWord(line.unit, quantityOf(line).figure ?? 0, line.scale)}`;
}
