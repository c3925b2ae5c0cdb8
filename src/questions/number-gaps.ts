import { orderNumbers } from '../domain/order/order-numbers.ts';
import { idOf } from '../projecting/definition.ts';
import type { Question } from './question.ts';

/** Numbers of orders that are missing in their row. */
export const numberGaps: Question = {
  id: 'number-gaps',
  title: 'Is any order number missing?',
  detail:
    'Numbers are given one after another, each year from 1. A gap would stand here; an order that was cancelled keeps its number and is no gap. Orders that were moved in keep the numbers that they had.',
  columns: ['Year', 'Missing', 'The next one'],
  // Of the years beside it too: a year begins at another moment where the company is.
  past: (begin) => [-1, 0, 1].map((years) => orderNumbers.at(String(begin.getUTCFullYear() + years))),
  begin: () => {
    const last = new Map<string, number>();
    return (event) => {
      if (event.type !== 'OrderNumberTaken') return undefined;
      const before = last.get(event.aggregate);
      const { number } = event.data;
      last.set(event.aggregate, number);
      // Moving in says only which number was the last one over there.
      if (event.commandType === 'ImportDocuments') return undefined;
      const first = before === undefined ? (event.sequence === 1 ? 1 : number) : before + 1;
      if (number <= first) return undefined;
      const missing = number - 1 === first ? String(first) : `${first} to ${number - 1}`;
      return [idOf(event), missing, String(number)];
    };
  },
};
