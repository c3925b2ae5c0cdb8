import { hoursText } from '../contracts/hours-text.ts';
import { leaveWords } from '../contracts/leave-types.ts';
import { formatCents } from '../contracts/money.ts';
import type { Question } from './question.ts';

/** What people are paid by, and what leave they were given by hand. */
export const ratesAndBalances: Question = {
  id: 'rates-and-balances',
  title: 'Which pay rates and leave balances were changed by hand?',
  detail: 'Rates with the day they begin, and balances that somebody adjusted.',
  columns: ['What', 'Before', 'After', 'Why'],
  begin: () => (event) => {
    if (event.type === 'PayRateSet') {
      const { from, rateCents, was, reason = '' } = event.data;
      return [`Rate from ${from}`, was === null ? 'none' : formatCents(was), formatCents(rateCents), reason];
    }
    if (event.type !== 'LeaveBalanceAdjusted') return undefined;
    const { employeeName, type, balanceBefore, balanceAfter, reason } = event.data;
    return [`${employeeName}, ${leaveWords[type]}`, hoursText(balanceBefore), hoursText(balanceAfter), reason];
  },
};
