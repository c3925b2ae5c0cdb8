import type { OrderCard } from '#contracts/order.ts';
import { priorityWords, stageWords } from '#contracts/stages.ts';
import { dateOf } from '../../shared/time.ts';

const head = ['Order', 'Client', 'Their reference', 'Status', 'Stage', 'Priority', 'Delivery', 'Placed', 'Lines'];
const statusWords = { open: 'Open', cleared: 'Cleared', cancelled: 'Cancelled' } as const;

/** Orders for a spreadsheet, a row each; its lines stand under one another in their cell. */
export function orderCsv(cards: readonly OrderCard[]): readonly [string[], string[][]] {
  return [
    [...head, 'Lines delivered', 'Lines to deliver', 'Packing slips'],
    cards.map((card) => [
      ...[card.number, card.clientName, card.reference ?? '', statusWords[card.status], stageWords[card.stage]],
      ...[priorityWords[card.priority], card.dueDate, dateOf(card.placedAt), card.lines.join('\n')],
      ...[String(card.linesDelivered), String(card.linesToDeliver), card.dockets.join('\n')],
    ]),
  ];
}
