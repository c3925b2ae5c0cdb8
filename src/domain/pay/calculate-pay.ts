import type { PayTerms, WorkTerms } from '../../contracts/employee.ts';
import { type HoursDay, rulesFor, type SplitDay, splitWeek } from '../../contracts/hours.ts';
import type { PayLine } from '../../contracts/pay.ts';
import type { PayRules, PayTier } from '../../contracts/settings.ts';
import { formatDay } from '../../contracts/week.ts';
import { isRefusal, type Refusal, refuse } from '../kernel.ts';
import type { PayDay, PayInputs, PayResult, UsedTable } from '../timesheet/events.ts';
import { type PaygTable, paygTables } from './tables/payg.ts';
import { type StudyLoanTable, studyLoanTables } from './tables/study-loans.ts';
import { type SuperTable, superTables } from './tables/super-guarantee.ts';
import { type DatedTable, formula, tableOn } from './tables/table.ts';

/** The tables that count for one payment. */
export interface PayTables {
  readonly payg: PaygTable;
  readonly super: SuperTable;
  /** Only for somebody with a study loan and a tax file number: without the number 47 % is withheld, and no more. */
  readonly studyLoan: StudyLoanTable | undefined;
}

/** What decides which tables count: the date, and whether a study loan is withheld. */
interface Payment {
  readonly payDate: string;
  readonly terms: Pick<PayTerms, 'studyLoan' | 'tfnProvided'>;
}

/** The tables for somebody's pay on a date, or a refusal where one of them does not cover it: nothing is guessed. */
export function tablesFor({ terms, payDate }: Payment): PayTables | Refusal {
  const missing = (what: string) =>
    refuse('no-table', `No table of ${what} covers the pay date ${formatDay(payDate, '')}. It is not in Misty yet.`, {
      fresh: { payDate },
    });
  const payg = tableOn(paygTables, payDate);
  if (payg === undefined) return missing('PAYG withholding');
  const guarantee = tableOn(superTables, payDate);
  if (guarantee === undefined) return missing('the super guarantee');
  const studyLoan = terms.studyLoan && terms.tfnProvided ? tableOn(studyLoanTables, payDate) : undefined;
  if (studyLoan === undefined && terms.studyLoan && terms.tfnProvided) return missing('study loans');
  return { payg, super: guarantee, studyLoan };
}

/** What an event says of the tables that were used. */
export function usedTables({ payg, super: guarantee, studyLoan }: PayTables): readonly UsedTable[] {
  const used: readonly DatedTable[] = [payg, guarantee, ...(studyLoan ? [studyLoan] : [])];
  return used.map(({ id, title, source }) => ({ id, title, source }));
}

/**
 * The pay of a week: the same inputs and tables always give the same pay. Refuses time on a date without a rate.
 */
export function calculatePay(inputs: PayInputs, tables: PayTables): PayResult | Refusal {
  const { terms, rules } = inputs;
  const split = splitOf(inputs);
  const lines = linesOf(inputs, split);
  if (isRefusal(lines)) return lines;
  const grossCents = total(lines);
  const ordinaryTimeCents = total(lines.filter(({ kind, overtime }) => kind !== 'overtime' && overtime !== true));
  const superBasisPoints = Math.max(tables.super.basisPoints, rules.superBasisPoints ?? 0);
  const taxCents = withheld(inputs, tables.payg, grossCents);
  const studyLoanCents = studyLoan(terms.taxFreeThreshold, tables.studyLoan, grossCents);
  const sum = (of: (day: SplitDay) => number) => split.reduce((minutes, day) => minutes + of(day), 0);
  return {
    lines,
    grossCents,
    ordinaryTimeCents,
    taxCents,
    studyLoanCents,
    netCents: grossCents - taxCents - studyLoanCents,
    superCents: halfUp(ordinaryTimeCents * superBasisPoints, 10_000),
    superBasisPoints,
    ordinaryMinutes: sum(({ ordinaryMinutes, special }) => ordinaryMinutes + ordinaryOf(special)),
    overtimeMinutes: sum(({ overtimeMinutes, special }) => overtimeMinutes + (special?.overtimeMinutes ?? 0)),
    leaveMinutes: sum((day) => day.leaveMinutes),
    holidayMinutes: sum((day) => day.holidayMinutes),
    tables: usedTables(tables),
  };
}

/** Ordinary time of each day of a week, worked or paid: what leave accrues on, by the terms of that day. */
export function accruingDays(inputs: PayInputs): { terms: WorkTerms; minutes: number }[] {
  const { days, terms } = inputs;
  return splitOf(inputs).map(({ countedMinutes }, at) => ({
    terms: days[at]?.terms ?? terms,
    minutes: countedMinutes,
  }));
}

function splitOf({ days, rules, terms }: PayInputs): readonly SplitDay[] {
  return splitWeek(days.map(hoursOf), rulesFor(rules, terms));
}

function ordinaryOf(special: SplitDay['special']): number {
  return special === undefined ? 0 : special.minutes - special.overtimeMinutes;
}

function hoursOf({ date, workedMinutes, leave, holiday }: PayDay): HoursDay {
  const leaveMinutes = leave.reduce((minutes, one) => minutes + (one.paid ? one.minutes : 0), 0);
  return { date, workedMinutes, leaveMinutes, holidayMinutes: holiday?.minutes };
}

type Wanted = Omit<PayLine, 'cents' | 'rateCents'>;

/** One line for each kind of time at each rate, in the order in which a payslip has them. */
function linesOf({ days, rules, terms }: PayInputs, split: readonly SplitDay[]): readonly PayLine[] | Refusal {
  const merged = new Map<string, Wanted & { rateCents: number }>();
  for (const [index, day] of days.entries()) {
    const hours = split[index];
    if (hours === undefined) continue;
    for (const wanted of timeOf(day, hours, rules, (day.terms ?? terms).employmentType === 'casual')) {
      if (wanted.minutes === 0) continue;
      // Unpaid leave is named on the payslip, and needs no rate for that.
      const rateCents = day.rateCents ?? (wanted.basisPoints === 0 ? 0 : undefined);
      if (rateCents === undefined) {
        return refuse('no-pay-rate', `There is no pay rate for ${formatDay(day.date, '')}. Set one first.`, {
          fresh: { date: day.date },
        });
      }
      const { kind, leaveType, overtime, basisPoints } = wanted;
      const key = `${kind} ${leaveType ?? ''} ${overtime ?? ''} ${basisPoints} ${rateCents}`;
      const before = merged.get(key);
      const minutes = (before?.minutes ?? 0) + wanted.minutes;
      merged.set(key, { ...wanted, minutes, rateCents });
    }
  }
  return [...merged.values()]
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .map(({ minutes, rateCents, basisPoints, kind, leaveType, overtime }) => ({
      ...{ kind, ...(leaveType && { leaveType }), ...(overtime && { overtime }), minutes, rateCents, basisPoints },
      cents: halfUp(minutes * rateCents * basisPoints, 600_000),
    }));
}

const order: readonly PayLine['kind'][] = [
  ...(['ordinary', 'casual-loading', 'overtime', 'saturday', 'sunday'] as const),
  ...(['public-holiday', 'holiday-not-worked', 'leave', 'leave-loading'] as const),
];

const PLAIN = 10_000;

function timeOf(day: PayDay, hours: SplitDay, rules: PayRules, casual: boolean): Wanted[] {
  const { ordinaryMinutes, overtimeMinutes, holidayMinutes, special } = hours;
  const ofDay = { saturday: rules.saturday, sunday: rules.sunday, 'public-holiday': rules.publicHoliday };
  const plainMinutes = ordinaryMinutes + ordinaryOf(special);
  const over = overtimeMinutes + (special?.overtimeMinutes ?? 0);
  return [
    { kind: 'ordinary', minutes: ordinaryMinutes, basisPoints: PLAIN },
    ...loaded('casual-loading', casual ? plainMinutes : 0, rules.casualLoadingBasisPoints),
    ...loaded('casual-loading', casual ? over : 0, rules.casualOvertimeLoadingBasisPoints).map(asOvertime),
    ...tiered('overtime', overtimeMinutes, rules.overtime),
    ...(special ? specialTime(special, ofDay[special.kind] ?? []) : []),
    { kind: 'holiday-not-worked', minutes: holidayMinutes, basisPoints: PLAIN },
    ...day.leave.flatMap(({ type, minutes, paid }): Wanted[] => [
      { kind: 'leave', leaveType: type, minutes, basisPoints: paid ? PLAIN : 0 },
      ...loaded('leave-loading', paid && type === 'annual' ? minutes : 0, rules.leaveLoadingBasisPoints),
    ]),
  ];
}

function loaded(kind: PayLine['kind'], minutes: number, basisPoints: number | undefined): Wanted[] {
  return basisPoints === undefined || basisPoints === 0 ? [] : [{ kind, minutes, basisPoints }];
}

/** All of it goes by the tiers of the day, ordinary time first; what is beyond it stands apart, because it is overtime. */
function specialTime(special: NonNullable<SplitDay['special']>, tiers: readonly PayTier[]): Wanted[] {
  const all = tiered(special.kind, special.minutes, tiers);
  let left = ordinaryOf(special);
  return all.flatMap((line) => {
    const minutes = Math.min(left, line.minutes);
    left -= minutes;
    return [
      { ...line, minutes },
      { ...asOvertime(line), minutes: line.minutes - minutes },
    ];
  });
}

function asOvertime(line: Wanted): Wanted {
  return { ...line, overtime: true };
}

/** So many minutes at the first rate, so many at the next; the last tier takes the rest. */
function tiered(kind: PayLine['kind'], minutes: number, tiers: readonly PayTier[]): Wanted[] {
  let left = minutes;
  return tiers.map(({ minutes: upTo, basisPoints }) => {
    const taken = Math.min(left, upTo ?? left);
    left -= taken;
    return { kind, minutes: taken, basisPoints };
  });
}

function withheld({ terms }: PayInputs, table: PaygTable, grossCents: number): number {
  if (!terms.tfnProvided) {
    const dollars = Math.floor(grossCents / 100);
    return Math.floor((dollars * table.noTfnBasisPoints) / 10_000) * 100;
  }
  return formula(terms.taxFreeThreshold ? table.scale2 : table.scale1, grossCents) * 100;
}

function studyLoan(thresholdClaimed: boolean, table: StudyLoanTable | undefined, grossCents: number): number {
  if (table === undefined) return 0;
  return formula(thresholdClaimed ? table.thresholdClaimed : table.thresholdNotClaimed, grossCents) * 100;
}

function total(lines: readonly PayLine[]): number {
  return lines.reduce((sum, { cents }) => sum + cents, 0);
}

function halfUp(numerator: number, denominator: number): number {
  return Math.floor((numerator * 2 + denominator) / (denominator * 2));
}
