import type { Winner } from '#contracts/problems.ts';
import type { ApprovalCard } from '#contracts/timesheet.ts';
import { mondayOf } from '#contracts/week.ts';
import { atMoment, lengthOf, moment } from '../../shared/time.ts';
import { winnerTitle } from '../leave/leave-words.ts';
import { actTitle as weekActTitle } from '../timesheets/week-words.ts';
import { askedWords, daysWords, firstName, kindWords } from './approval-words.ts';
import type { Decision } from './outcome.ts';

// Fetched once something was decided: what still waits does without these words.

const done: Readonly<Record<Decision['kind'], string>> = {
  approved: 'approved',
  rejected: 'rejected',
  withdrawn: 'withdrew',
  cancelled: 'cancelled',
  reopened: 'reopened',
};

/** "You approved Dave Mitchell’s timesheet at 10:44 am" */
export function mineTitle(card: ApprovalCard, { kind, at }: Decision): string {
  return `You ${done[kind]} ${card.employeeName}’s ${kindWords(card)} ${atMoment(at)}`;
}

/** "Ben approved this at 10:42 am" */
export function otherTitle({ kind, at, by }: Decision): string {
  return `${firstName(by.name)} ${done[kind]} this ${atMoment(at)}`;
}

/** "Approved by Ben Okafor, Wed 10:42 am" */
export function decidedBy({ kind, at, by }: Decision): string {
  const past = kind === 'withdrawn' ? kind : done[kind];
  return `${past.charAt(0).toUpperCase()}${past.slice(1)} by ${by.name}, ${moment(at)}`;
}

/** What follows from one's own decision, and until when it can be taken back. */
export function mineDetail(card: ApprovalCard, decision: Decision, lockedWeeks: readonly string[]): string {
  const which = `${daysWords(card)}, ${lengthOf(card.leave?.minutes ?? card.timesheet?.workedMinutes ?? 0)}.`;
  const who = firstName(card.employeeName);
  const isLeave = card.leave !== undefined;
  switch (decision.kind) {
    case 'approved':
      if (isLeave) {
        return mayUndo(card, decision, lockedWeeks)
          ? `${which} Can be taken back until a week of it is approved; ${who} would ask again.`
          : `${which} A week of it is approved, so it stays.`;
      }
      return mayUndo(card, decision, lockedWeeks)
        ? `${which} Can be taken back until pay is finalised.`
        : `${which} Pay is finalised, so it stays.`;
    case 'cancelled':
      return `${which} The time is back on the balance, and ${who} can ask again.`;
    case 'reopened':
      return `${which} It is back with ${who}, and comes here again once it is handed in.`;
    case 'rejected':
      return `${which} ${quoted(decision.reason)}${isLeave ? `${who} can ask again.` : `It is back with ${who}.`}`;
    default:
      return which;
  }
}

/** What somebody else decided, and about what. */
export function otherDetail(card: ApprovalCard, { kind, reason }: Decision): string {
  const which = `${card.employeeName}, ${lower(askedWords(card))}.`;
  return kind === 'approved' ? `${which} Already approved by another manager.` : `${which} ${quoted(reason)}`.trim();
}

/** Whether the rules still let an approval be taken back. Only the server's answer decides. */
export function mayUndo(card: ApprovalCard, decision: Decision, lockedWeeks: readonly string[]): boolean {
  if (decision.kind !== 'approved') return false;
  if (card.timesheet !== undefined) return !card.timesheet.finalised;
  return card.leave?.days.every(({ date }) => !lockedWeeks.includes(mondayOf(date))) === true;
}

/** What somebody else did that stands in the way, as a title: "Kylie Tran changed this week at 10:42 am". */
export function actTitle(winner: Winner): string {
  return winner.event.type.startsWith('Leave') ? winnerTitle(winner) : weekActTitle(winner);
}

function quoted(reason: string | undefined): string {
  return reason === undefined ? '' : `“${reason}” `;
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
