import type { Question } from './question.ts';

/** From so much of what the books said on, a difference is large. */
const LARGE_PERCENT = 10;

/** Counts that found much more or much less than the books said. */
export const countDifferences: Question = {
  id: 'count-differences',
  title: 'Which counts found a large difference?',
  detail: `Counts that differed by ${LARGE_PERCENT} % or more from what the books said. Figures are in the smallest unit of the item.`,
  columns: ['Books said', 'Counted', 'Difference', 'Note'],
  begin: () => (event) => {
    if (event.type !== 'StockCounted') return undefined;
    const { was, counted, note = '' } = event.data;
    const difference = counted - was;
    if (difference === 0 || Math.abs(difference) * 100 < was * LARGE_PERCENT) return undefined;
    const percent = was === 0 ? '' : ` (${Math.round((difference * 100) / was)} %)`;
    return [String(was), String(counted), `${difference > 0 ? '+' : ''}${difference}${percent}`, note];
  },
};
