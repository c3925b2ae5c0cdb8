import type { WorkTerms } from '../../contracts/employee.ts';
import { payRulesOf } from '../../contracts/hours.ts';
import { sameContent } from '../../contracts/plain.ts';
import type { CompanySettings } from '../../contracts/settings.ts';
import { addDays, formatDay, formatHours, weekDates } from '../../contracts/week.ts';
import { holidayOn } from '../../contracts/working-day.ts';
import { type KnownEmployee, rateOn, termsOn } from '../employee/employee.ts';
import { type Context, type Refusal, refuse } from '../kernel.ts';
import { accrue, accrueBack, type Carried } from '../leave/accrual.ts';
import type { Accrual, TakenDay } from '../leave/events.ts';
import { type Leave, refuseBalance } from '../leave/leave.ts';
import { accruingDays } from '../pay/calculate-pay.ts';
import { leaveRule } from '../settings/leave-rule.ts';
import { DAY_MINUTES } from './entries.ts';
import type { PayDay, PayInputs } from './events.ts';
import { type Timesheet, weekWords, workedMinutes } from './timesheet.ts';

/** Everything that the pay of a week depends on, or a refusal: no rules for that week, or more than 24 hours a day. */
export function payInputs(
  monday: string,
  sheet: Timesheet,
  person: KnownEmployee,
  leaveDays: readonly TakenDay[],
  company: CompanySettings,
  { today }: Context,
): PayInputs | Refusal {
  const rules = payRulesOf(company, monday);
  if (rules === undefined) {
    return refuse('no-table', `No pay rules cover the week of ${weekWords(monday, today)}. Add them to the settings.`);
  }
  const days: PayDay[] = [];
  for (const date of weekDates(monday)) {
    const day = payDay(date, monday, sheet, person, leaveDays, company);
    const minutes = day.workedMinutes + day.leave.reduce((sum, one) => sum + one.minutes, 0);
    if (minutes > DAY_MINUTES) {
      const detail = `${formatDay(date, today)} has ${formatHours(minutes)} with its leave. A day has no more than 24h 00m.`;
      return refuse('too-many-hours', detail, { fresh: { date, minutes } });
    }
    days.push(day);
  }
  const payDate = payDateOf(monday, company, today);
  const { taxFreeThreshold, tfnProvided, studyLoan } = termsOn(person, payDate);
  const terms = { ...workTermsOn(person, monday), taxFreeThreshold, tfnProvided, studyLoan };
  return { payDate, terms, rules, days };
}

/**
 * The usual pay day of a week, or the day of the approval where that is later: pay is never worked out for the past.
 */
function payDateOf(monday: string, company: CompanySettings, today: string): string {
  const usual = usualPayDate(monday, company);
  return today > usual ? today : usual;
}

export function usualPayDate(monday: string, { payDaysAfterWeek }: CompanySettings): string {
  return addDays(monday, 6 + payDaysAfterWeek);
}

function payDay(
  date: string,
  monday: string,
  { entries }: Timesheet,
  person: KnownEmployee,
  leaveDays: readonly TakenDay[],
  company: CompanySettings,
): PayDay {
  const terms = workTermsOn(person, date);
  const holiday = holidayOn(company, terms, date);
  return {
    date,
    workedMinutes: workedMinutes(entries, date),
    leave: leaveDays
      .filter((day) => day.date === date)
      .map(({ type, minutes: taken }) => ({ type, minutes: taken, paid: leaveRule(company, type).paid })),
    ...(holiday && { holiday }),
    ...(!sameContent({ ...terms }, { ...workTermsOn(person, monday) }) && { terms }),
    rateCents: rateOn(person, date),
  };
}

/** What a day is worked by. */
function workTermsOn(person: KnownEmployee, date: string): WorkTerms {
  const { taxFreeThreshold: _, tfnProvided: _told, studyLoan: _loan, ...work } = termsOn(person, date);
  return work;
}

const FULL_YEAR_WEEKS = 52;

/** What the ordinary time of a week brings of each type. Casual work brings no leave. */
export function accrualsOf(state: Leave, inputs: PayInputs, company: CompanySettings): readonly Accrual[] {
  const days = accruingDays(inputs).filter(({ terms, minutes }) => terms.employmentType !== 'casual' && minutes > 0);
  const yearMinutes = FULL_YEAR_WEEKS * inputs.rules.ordinaryMinutesPerWeek;
  return company.leaveTypes.flatMap(({ type, balanced, yearlyMinutes: usual }) => {
    // One step for the whole week, or one for each entitlement where it changed during the week.
    const ordinary = new Map<number, number>();
    for (const { terms, minutes } of balanced ? days : []) {
      const yearlyMinutes = terms.entitlements?.[type] ?? usual;
      if (yearlyMinutes > 0) ordinary.set(yearlyMinutes, (ordinary.get(yearlyMinutes) ?? 0) + minutes);
    }
    let carried: Carried | undefined = state.balances.get(type);
    return [...ordinary].map(([yearlyMinutes, ordinaryMinutes]) => {
      const rate = { ordinaryMinutes, yearlyMinutes, yearMinutes };
      const step = accrue(carried, rate);
      carried = { remainder: step.remainder, yearMinutes };
      return { type, ...step, ...rate };
    });
  });
}

/** The same, taken back. Refused when it has been spent, because a balance never falls below its floor. */
export function accrualsBack(
  state: Leave,
  monday: string,
  company: CompanySettings,
  context: Context,
): readonly Accrual[] | Refusal {
  const back: Accrual[] = [];
  for (const accrual of state.weeks.get(monday)?.accruals ?? []) {
    const { type } = accrual;
    // A type has two steps where its entitlement changed during the week: the second goes on from the first.
    const before = back.filter((one) => one.type === type);
    const last = before.at(-1);
    const step = accrueBack(last ?? state.balances.get(type), accrual);
    const minutes = before.reduce((sum, one) => sum + one.minutes, step.minutes);
    const refused = minutes > 0 && refuseBalance(state, leaveRule(company, type), minutes, 0, context);
    if (refused) return { ...refused, detail: `${refused.detail} The leave of this week is spent already.` };
    back.push({ ...accrual, ...step });
  }
  return back;
}
