import type { AwayEntry, LeaveBalance } from './leave.ts';
import { overlap } from './leave-days.ts';
import { type LeaveType, leaveWords } from './leave-types.ts';
import type { CompanySettings } from './settings.ts';
import type { ApprovalCard } from './timesheet.ts';
import { leaveRequestId, lengthOf } from './week.ts';
import { capital, numberWord } from './words.ts';

/** One check, in a sentence. */
export interface Check {
  readonly result: 'ok' | 'warn' | 'info';
  readonly words: string;
}

/** Rows of other read models, as they are now, that a card is checked against. */
export interface Evidence {
  /** The employee's balances. Undefined until they are loaded. */
  readonly balance: LeaveBalance | undefined;
  /** The team calendar. */
  readonly away: readonly AwayEntry[];
  readonly settings: Pick<CompanySettings, 'leaveTypes' | 'holidays'>;
  /** How many people work here. */
  readonly people: number;
}

/** What an approval would do to the balance of its type, in minutes. Undefined for types without a balance. */
export function effectOf(
  card: ApprovalCard,
  { balance, settings }: Evidence,
): { before: number; after: number } | undefined {
  const { leave } = card;
  if (leave === undefined) return undefined;
  const { type, minutes, balanceBefore, balanceAfter } = leave;
  if (balanceBefore !== undefined && balanceAfter !== undefined) return { before: balanceBefore, after: balanceAfter };
  if (balance === undefined || !isBalanced(type, settings)) return undefined;
  const before = balance.balances.find((one) => one.type === type)?.balanceMinutes ?? 0;
  return { before, after: before - minutes };
}

/** Whether leave of this type is taken from a balance. */
export function isBalanced(type: LeaveType, { leaveTypes }: Pick<CompanySettings, 'leaveTypes'>): boolean {
  return leaveTypes.some((rule) => rule.type === type && rule.balanced);
}

/** What speaks for and against approving a card that waits. Only the server's answer decides. */
export function checksOf(card: ApprovalCard, evidence: Evidence): Check[] {
  const { leave, timesheet } = card;
  return [...(leave ? leaveChecks(card, leave, evidence) : []), ...(timesheet ? [clockCheck(timesheet)] : [])];
}

type LeaveOnCard = NonNullable<ApprovalCard['leave']>;

function leaveChecks(card: ApprovalCard, leave: LeaveOnCard, evidence: Evidence): Check[] {
  const { away, settings, people } = evidence;
  const checks: Check[] = [];
  const effect = effectOf(card, evidence);
  if (effect !== undefined) {
    const floor = settings.leaveTypes.find(({ type }) => type === leave.type)?.floorMinutes ?? 0;
    const available = effect.before - floor;
    checks.push(
      leave.minutes <= available
        ? { result: 'ok', words: 'Balance covers it' }
        : { result: 'warn', words: `Balance does not cover it: ${lengthOf(available)} available` },
    );
  } else if (evidence.balance !== undefined) {
    checks.push({ result: 'info', words: `${capital(leaveWords[leave.type])} leave has no balance` });
  }
  const request = leaveRequestId(card.employeeId, leave.requestId);
  const others = away.filter((one) => one.id !== request && meets(one, card, leave));
  const own = others.some(({ employeeId }) => employeeId === card.employeeId);
  checks.push(
    own
      ? { result: 'warn', words: 'Other leave on these days' }
      : { result: 'ok', words: 'No other leave on these days' },
  );
  for (const { date, name } of settings.holidays) {
    if (date < leave.firstDay || leave.lastDay < date) continue;
    const asked = leave.days.some((day) => day.date === date);
    checks.push(
      asked
        ? { result: 'warn', words: `${name} became a public holiday: it cannot be leave` }
        : { result: 'ok', words: `${name} is not deducted` },
    );
  }
  const names = new Set(
    others.flatMap(({ employeeId, employeeName }) => (employeeId === card.employeeId ? [] : [employeeName])),
  );
  if (names.size > 0) {
    const count = `${capital(numberWord(names.size))} of ${numberWord(people)} ${names.size === 1 ? 'is' : 'are'} away`;
    checks.push({ result: 'info', words: `${count}: ${[...names].sort().join(', ')}` });
  }
  return checks;
}

function clockCheck(week: NonNullable<ApprovalCard['timesheet']>): Check {
  const { workedMinutes, clockedMinutes, saidShifts = 0 } = week;
  if (saidShifts > 0) {
    const which = saidShifts === 1 ? 'One shift was' : `${saidShifts} shifts were`;
    return { result: 'info', words: `${which} ended by word later, not by a tap` };
  }
  if (clockedMinutes === undefined) return { result: 'info', words: 'The clock was not used' };
  if (clockedMinutes === workedMinutes) return { result: 'ok', words: 'Matches the clock' };
  return { result: 'info', words: `The clock says ${lengthOf(clockedMinutes)}` };
}

/** Whether some of the days are the same. One person may have two different halves of a day. */
function meets(one: AwayEntry, card: ApprovalCard, { days }: LeaveOnCard): boolean {
  const isOwn = one.employeeId === card.employeeId;
  return one.days.some((away) => days.some((day) => (isOwn ? overlap(away, day) : away.date === day.date)));
}
