import type { Problem } from '#contracts/problems.ts';
import type { ApprovalCard } from '#contracts/timesheet.ts';

export type Decision = NonNullable<ApprovalCard['decision']>;

/**
 * What became of a card that waited when it was seen: the decision on it. Undefined when there is none: it was taken
 * back, or it is no longer this person's to decide. `now` is the row of what was decided, where there is one.
 */
export function outcomeOf(seen: ApprovalCard, now: ApprovalCard | undefined): Decision | undefined {
  // A week that is taken back shows its decision of an earlier time again.
  return now?.decision !== undefined && now.decision.at >= seen.askedAt ? now.decision : undefined;
}

/** Codes that say that this very card was decided, and not that something else stands in its way. */
const decidedCodes = ['already-approved', 'already-decided', 'not-submitted', 'not-approved'];

/** What somebody else decided about the card, as a refusal tells it before the list does. */
export function decisionIn(problem: Problem | undefined): Decision | undefined {
  if (problem?.winner === undefined || !decidedCodes.includes(problem.code)) return undefined;
  const { user, at, event } = problem.winner;
  const kind = kinds[event.type];
  return kind && { kind, at, by: user };
}

const kinds: Readonly<Record<string, Decision['kind']>> = {
  LeaveApproved: 'approved',
  TimesheetApproved: 'approved',
  LeaveRejected: 'rejected',
  TimesheetRejected: 'rejected',
  LeaveWithdrawn: 'withdrawn',
  LeaveCancelled: 'cancelled',
  TimesheetReopened: 'reopened',
};
