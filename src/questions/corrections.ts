import { leaveWords } from '../contracts/leave-types.ts';
import { formatCents } from '../contracts/money.ts';
import type { Question } from './question.ts';

/** What was changed although it had been approved. */
export const corrections: Question = {
  id: 'corrections',
  title: 'What was corrected after it was approved?',
  detail: 'Weeks that were reopened, pay that was taken back by that, and approved leave that was cancelled.',
  columns: ['What', 'Whose', 'About', 'Why'],
  begin: () => (event) => {
    switch (event.type) {
      case 'TimesheetReopened':
        return ['Week reopened', event.data.employeeName, event.data.monday, event.data.reason];
      case 'PayReversed': {
        const { employeeName, monday, grossCents, reason } = event.data;
        return ['Pay taken back', employeeName, `${monday}, ${formatCents(grossCents)} gross`, reason];
      }
      case 'LeaveCancelled': {
        const { employeeName, type, firstDay, lastDay, reason } = event.data;
        return ['Leave cancelled', employeeName, `${leaveWords[type]}, ${firstDay} to ${lastDay}`, reason];
      }
      default:
        return undefined;
    }
  },
};
