import { type Evidence, isBalanced } from '#contracts/approval-checks.ts';
import type { ApprovalCard } from '#contracts/timesheet.ts';
import { lengthOf } from '../../shared/time.ts';
import { kindWords } from './approval-words.ts';

/** What is said of leave where no balance can be shown: that none changes, or that it is not known yet. */
export function leaveWithoutFigures(card: Pick<ApprovalCard, 'leave'>, evidence: Evidence | undefined): string {
  const { leave } = card;
  const asked = `${lengthOf(leave?.minutes ?? 0)} of ${kindWords(card)}.`;
  const none = leave !== undefined && evidence !== undefined && !isBalanced(leave.type, evidence.settings);
  return `${asked} ${none ? 'No balance changes.' : 'The balance is not known yet.'}`;
}

/** What is said of a week where it cannot be shown how it would be paid. `rulesKnown`: the pay rules have been fetched. */
export function weekWithoutFigures({ timesheet }: Pick<ApprovalCard, 'timesheet'>, rulesKnown: boolean): string {
  if (timesheet?.finalised) return 'The week is paid and locked.';
  return rulesKnown ? 'No pay rules cover this week.' : 'How it would be paid is not known yet.';
}
