import { payRulesOf } from '../../contracts/hours.ts';
import type { CompanySettings } from '../../contracts/settings.ts';
import { addDays, formatDay, formatHours, weekDates } from '../../contracts/week.ts';
import { holidayOn } from '../../contracts/working-day.ts';
import { type KnownEmployee, rateOn } from '../employee/employee.ts';
import { type Context, type Refusal, refuse } from '../kernel.ts';
import { accrue, accrueBack } from '../leave/accrual.ts';
import type { Accrual, TakenDay } from '../leave/events.ts';
import { type Leave, refuseBalance } from '../leave/leave.ts';
import { accruingMinutes } from '../pay/calculate-pay.ts';
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
    const day = payDay(date, sheet, person, leaveDays, company);
    const minutes = day.workedMinutes + day.leave.reduce((sum, one) => sum + one.minutes, 0);
    if (minutes > DAY_MINUTES) {
      const detail = `${formatDay(date, today)} has ${formatHours(minutes)} with its leave. A day has no more than 24h 00m.`;
      return refuse('too-many-hours', detail, { fresh: { date, minutes } });
    }
    days.push(day);
  }
  return { payDate: payDateOf(monday, company, today), terms: person.card.terms, rules, days };
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
  { entries }: Timesheet,
  person: KnownEmployee,
  leaveDays: readonly TakenDay[],
  company: CompanySettings,
): PayDay {
  const { terms } = person.card;
  const holiday = holidayOn(company, terms, date);
  return {
    date,
    workedMinutes: workedMinutes(entries, date),
    leave: leaveDays
      .filter((day) => day.date === date)
      .map(({ type, minutes: taken }) => ({ type, minutes: taken, paid: leaveRule(company, type).paid })),
    ...(holiday && { holiday }),
    rateCents: rateOn(person, date),
  };
}

const FULL_YEAR_WEEKS = 52;

/** What the ordinary time of a week brings of each type. Casual work brings no leave. */
export function accrualsOf(state: Leave, inputs: PayInputs, company: CompanySettings): readonly Accrual[] {
  const { terms, rules } = inputs;
  const ordinaryMinutes = accruingMinutes(inputs);
  if (terms.employmentType === 'casual' || ordinaryMinutes === 0) return [];
  const yearMinutes = FULL_YEAR_WEEKS * rules.ordinaryMinutesPerWeek;
  return company.leaveTypes.flatMap(({ type, balanced, yearlyMinutes: usual }) => {
    const yearlyMinutes = terms.entitlements?.[type] ?? usual;
    if (!balanced || yearlyMinutes === 0) return [];
    const rate = { ordinaryMinutes, yearlyMinutes, yearMinutes };
    return [{ type, ...accrue(state.balances.get(type), rate), ...rate }];
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
    const step = accrueBack(state.balances.get(accrual.type), accrual);
    const refused =
      step.minutes > 0 && refuseBalance(state, leaveRule(company, accrual.type), step.minutes, 0, context);
    if (refused) return { ...refused, detail: `${refused.detail} The leave of this week is spent already.` };
    back.push({ ...accrual, ...step });
  }
  return back;
}
