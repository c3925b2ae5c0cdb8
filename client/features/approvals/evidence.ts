import type { Evidence } from '#contracts/approval-checks.ts';
import { payRulesOf, type SplitDay } from '#contracts/hours.ts';
import type { ApprovalCard } from '#contracts/timesheet.ts';
import { hoursOfWeek } from '#contracts/week-hours.ts';
import { ageOf } from '../../shared/time.ts';
import { employeeCard } from '../../sync/cards.ts';
import { item, model } from '../../sync/models.ts';

/** What a card is looked at with, as it is at this moment. Undefined as long as it is not all here. */
export function evidenceFor({ employeeId }: ApprovalCard): Evidence | undefined {
  const { balances, away, settings, employees } = sources();
  const company = settings.row.value;
  if (company === undefined || away.asOf.value === undefined || employees.asOf.value === undefined) return undefined;
  return {
    balance: balances.rows.value.get(employeeId),
    away: away.list.value,
    settings: company,
    people: employees.list.value.filter(({ active }) => active).length,
  };
}

interface Hours {
  readonly days: readonly SplitDay[];
  /** Beyond this, the time of a week is overtime. */
  readonly weekMinutes: number;
}

/** How the week of a card would be paid; undefined for leave, and as long as it is not known. */
export function hoursOf({ employeeId, timesheet }: ApprovalCard): Hours | undefined {
  const company = sources().settings.row.value;
  const terms = employeeCard(employeeId)?.terms;
  if (timesheet === undefined || company === undefined || terms === undefined) return undefined;
  const days = hoursOfWeek(timesheet, terms, company);
  const rules = payRulesOf(company, timesheet.monday);
  return days && rules && { days, weekMinutes: rules.ordinaryMinutesPerWeek };
}

/** Mondays of somebody's weeks that are approved: leave in them stays as it is. */
export function lockedWeeksOf(employeeId: string): readonly string[] {
  return sources().balances.rows.value.get(employeeId)?.lockedWeeks ?? [];
}

/** "Checked just now", as long as what the checks are made of is live. */
export function checkedWords(): string {
  const all = Object.values(sources());
  if (all.every(({ state }) => state.value === 'fresh')) return 'Checked just now';
  const oldest = Math.min(...all.map(({ asOf }) => asOf.value?.getTime() ?? 0));
  return oldest === 0 ? 'Checks' : `Checked ${ageOf(new Date(oldest))} ago`;
}

function sources() {
  return {
    balances: model('leave-balances'),
    away: model('team-calendar'),
    settings: item('settings', 'company'),
    employees: model('employees'),
    cards: model('employee-cards'),
  };
}
