import type { Question } from './question.ts';

/** Numbers of orders that are missing in their row. */
export const numberGaps: Question = {
  id: 'number-gaps',
  title: 'Is any order number missing?',
  detail:
    'Numbers are given one after another, each year from 1. A gap would stand here; an order that was cancelled keeps its number and is no gap.',
  columns: ['Year', 'Missing', 'The next one'],
  begin: () => {
    const last = new Map<string, number>();
    return (event) => {
      if (event.type !== 'OrderNumberTaken') return undefined;
      const before = last.get(event.aggregate);
      const { number } = event.data;
      last.set(event.aggregate, number);
      const first = before === undefined ? (event.sequence === 1 ? 1 : number) : before + 1;
      if (number <= first) return undefined;
      const missing = number - 1 === first ? String(first) : `${first} to ${number - 1}`;
      return [event.aggregate.slice('order-numbers/'.length), missing, String(number)];
    };
  },
};
