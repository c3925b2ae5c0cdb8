import type { leaveCommands } from '../../contracts/leave.ts';
import { leaveWords } from '../../contracts/leave-types.ts';
import { formatDay, formatHours } from '../../contracts/week.ts';
import { workingDay } from '../../contracts/working-day.ts';
import { COMPANY } from '../company.ts';
import { activeEmployee, employee, type KnownEmployee, knownEmployee, termsOn } from '../employee/employee.ts';
import { actsFor, decidesFor, rightsReads } from '../employee/rights.ts';
import { byAnother, type Context, type DeciderOf, isRefusal, type Read, type Refusal, refuse } from '../kernel.ts';
import { settings } from '../settings/decider.ts';
import { leaveRule } from '../settings/leave-rule.ts';
import type { PlannedDay } from './events.ts';
import { balanceOf, leave, pendingOf, type Request, refuseBalance, refuseLocked, refuseOverlap } from './leave.ts';

export const leaveDeciders = {
  RequestLeave: {
    reads: ({ employeeId }, peek, context) => [
      leave.at(employeeId),
      employee.at(employeeId),
      settings.at(COMPANY),
      ...rightsReads(peek, context),
    ],
    decide({ employeeId, requestId, type, days, note }, read, context) {
      const place = actsFor(read, employeeId, context);
      if (isRefusal(place)) return place;
      const person = activeEmployee(read, employeeId, context);
      if (isRefusal(person)) return person;
      const state = read(leave, employeeId);
      const known = state.requests.get(requestId);
      if (known) {
        const winner = byAnother(known.last, context);
        return refuse('already-exists', 'This request is there already. Look at your requests.', { winner });
      }
      const minutes = days.reduce((sum, day) => sum + day.minutes, 0);
      const rule = leaveRule(read(settings, COMPANY).settings, type);
      const refused =
        refuseDays(read, person, days, askedFor, context) ??
        refuseLocked(state, days, context) ??
        refuseOverlap(state, requestId, days, ['approved', 'pending'], context) ??
        (rule.balanced ? refuseBalance(state, rule, minutes, pendingOf(state, type), context) : undefined);
      if (refused) return refused;
      const range = { firstDay: days[0]?.date ?? '', lastDay: days.at(-1)?.date ?? '' };
      const request = { requestId, employeeName: place.name, type, ...range, minutes };
      return [leave.event(employeeId, 'LeaveRequested', { ...request, days, note })];
    },
  },

  WithdrawLeave: {
    reads: ({ employeeId }, peek, context) => [leave.at(employeeId), ...rightsReads(peek, context)],
    decide({ employeeId, requestId }, read, context) {
      const place = actsFor(read, employeeId, context);
      if (isRefusal(place)) return place;
      const found = knownRequest(read, employeeId, requestId);
      if (isRefusal(found)) return found;
      if (found.status !== 'pending') return alreadyDecided(found, context);
      return [leave.event(employeeId, 'LeaveWithdrawn', found.request)];
    },
  },

  ApproveLeave: {
    reads: ({ employeeId }, peek, context) => [
      leave.at(employeeId),
      employee.at(employeeId),
      settings.at(COMPANY),
      ...rightsReads(peek, context),
    ],
    decide({ employeeId, requestId, note }, read, context) {
      const place = decidesFor(
        read,
        employeeId,
        context,
        'You cannot approve your own request.',
        askedAt(read, employeeId, requestId),
      );
      if (isRefusal(place)) return place;
      const found = knownRequest(read, employeeId, requestId);
      if (isRefusal(found)) return found;
      if (found.status !== 'pending') return approvedOrDecided(found, context);
      const person = knownEmployee(read, employeeId);
      if (isRefusal(person)) return person;
      const state = read(leave, employeeId);
      const { request, days } = found;
      const rule = leaveRule(read(settings, COMPANY).settings, request.type);
      const refused =
        refuseDays(read, person, days, decided, context) ??
        refuseLocked(state, days, context) ??
        refuseOverlap(state, requestId, days, ['approved'], context) ??
        (rule.balanced ? refuseBalance(state, rule, request.minutes, 0, context) : undefined);
      if (refused) return refused;
      const deducted = rule.balanced ? request.minutes : 0;
      const step = rule.balanced ? balanceStep(balanceOf(state, request.type), -deducted) : {};
      return [leave.event(employeeId, 'LeaveApproved', { ...request, deducted, ...step, note })];
    },
  },

  RejectLeave: {
    reads: ({ employeeId }, peek, context) => [leave.at(employeeId), ...rightsReads(peek, context)],
    decide({ employeeId, requestId, reason }, read, context) {
      const place = decidesFor(read, employeeId, context, ownRejection, askedAt(read, employeeId, requestId));
      if (isRefusal(place)) return place;
      const found = knownRequest(read, employeeId, requestId);
      if (isRefusal(found)) return found;
      if (found.status !== 'pending') return approvedOrDecided(found, context);
      if (reason === undefined) return refuse('reason-required', 'A reason is required.');
      return [leave.event(employeeId, 'LeaveRejected', { ...found.request, reason })];
    },
  },

  CancelApprovedLeave: {
    reads: ({ employeeId }, peek, context) => [leave.at(employeeId), ...rightsReads(peek, context)],
    decide({ employeeId, requestId, reason }, read, context) {
      const place = decidesFor(read, employeeId, context, ownCancelling, askedAt(read, employeeId, requestId));
      if (isRefusal(place)) return place;
      const found = knownRequest(read, employeeId, requestId);
      if (isRefusal(found)) return found;
      if (found.status === 'pending') {
        return refuse('not-approved', 'This request is not approved yet. Reject it, or have it withdrawn.');
      }
      if (found.status !== 'approved') return alreadyDecided(found, context);
      const state = read(leave, employeeId);
      const locked = refuseLocked(state, found.days, context);
      if (locked) return locked;
      if (reason === undefined) return refuse('reason-required', 'A reason is required.');
      // Gives back what the approval took, also when the settings say something else about the type by now.
      const { request, deducted } = found;
      const step = deducted === 0 ? {} : balanceStep(balanceOf(state, request.type), deducted);
      return [leave.event(employeeId, 'LeaveCancelled', { ...request, restored: deducted, ...step, reason })];
    },
  },

  AdjustLeaveBalance: {
    reads: ({ employeeId }, peek, context) => [
      leave.at(employeeId),
      settings.at(COMPANY),
      ...rightsReads(peek, context),
    ],
    decide({ employeeId, type, minutes, reason }, read, context) {
      const place = decidesFor(read, employeeId, context, 'You cannot adjust your own balance.');
      if (isRefusal(place)) return place;
      const rule = leaveRule(read(settings, COMPANY).settings, type);
      if (!rule.balanced) {
        return refuse('no-balance', `There is no balance of ${leaveWords[type]} leave to adjust.`);
      }
      if (reason === undefined) return refuse('reason-required', 'A reason is required.');
      const state = read(leave, employeeId);
      const refused = minutes < 0 ? refuseBalance(state, rule, -minutes, 0, context) : undefined;
      if (refused) return refused;
      const step = balanceStep(balanceOf(state, type), minutes);
      const adjusted = { employeeName: place.name, type, minutes, ...step, reason };
      return [leave.event(employeeId, 'LeaveBalanceAdjusted', adjusted)];
    },
  },
} satisfies { [Type in keyof typeof leaveCommands]: DeciderOf<Type> };

const ownRejection = 'You cannot reject your own request. Withdraw it instead.';
const ownCancelling = 'You cannot cancel your own leave. Ask the person who approved it.';

/** The position at which it was asked for. */
function askedAt(read: Read, employeeId: string, requestId: string): number | undefined {
  return read(leave, employeeId).requests.get(requestId)?.asked;
}

function balanceStep(balanceBefore: number, change: number) {
  return { balanceBefore, balanceAfter: balanceBefore + change };
}

function knownRequest(read: Read, employeeId: string, requestId: string): Request | Refusal {
  const found = read(leave, employeeId).requests.get(requestId);
  return found ?? refuse('not-found', `There is no leave request ${requestId}. Choose one from the list.`);
}

function alreadyDecided({ request, status, last }: Request, context: Context): Refusal {
  return refuse('already-decided', 'This request has already been decided.', {
    winner: byAnother(last, context),
    fresh: { requestId: request.requestId, status },
  });
}

/** Another manager's approval has words of its own. */
function approvedOrDecided(found: Request, context: Context): Refusal {
  const winner = byAnother(found.last, context);
  if (found.status !== 'approved' || winner === undefined) return alreadyDecided(found, context);
  const fresh = { requestId: found.request.requestId, status: found.status };
  return refuse('already-approved', 'Already approved by another manager.', { winner, fresh });
}

/** Says what to do about a day that is not worked, and about a day that is shorter than the leave. */
interface Advice {
  readonly notWorked: string;
  readonly tooLong: string;
}
const askedFor: Advice = { notWorked: 'Leave it out.', tooLong: 'Ask for no more than that.' };
/** The calendar may have changed since the request, and nothing is deducted for a holiday. */
const decided: Advice = {
  notWorked: 'Reject the request, so that it is made again without that day.',
  tooLong: 'Reject the request, so that it is made again with no more than that.',
};

/** Refuses days that are not worked, and more minutes than a day or a half of it has. */
function refuseDays(
  read: Read,
  person: KnownEmployee,
  days: readonly PlannedDay[],
  advice: Advice,
  context: Context,
): Refusal | undefined {
  const company = read(settings, COMPANY).settings;
  for (const { date, minutes, half } of days) {
    const day = workingDay(company, termsOn(person, date), date);
    const word = formatDay(date, context.today);
    if (day.holiday !== undefined) {
      return refuse('not-a-working-day', `${word} is ${day.holiday}, a public holiday. ${advice.notWorked}`);
    }
    if (day.minutes === 0) return refuse('not-a-working-day', `${word} is not a working day. ${advice.notWorked}`);
    const most = half === undefined ? day.minutes : Math.ceil(day.minutes / 2);
    if (minutes > most) {
      const part = half === undefined ? 'has' : 'has, for a half,';
      return refuse('too-many-hours', `${word} ${part} ${formatHours(most)}. ${advice.tooLong}`);
    }
  }
  return undefined;
}
