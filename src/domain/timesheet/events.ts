// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new v.
import type { PayTerms, WorkTerms } from '../../contracts/employee.ts';
import type { LeaveType } from '../../contracts/leave-types.ts';
import type { PayAmounts, PayLine } from '../../contracts/pay.ts';
import type { PayRules } from '../../contracts/settings.ts';
import type { Fact } from '../kernel.ts';

/** Whose week it is. */
export interface OfWeek {
  readonly employeeId: string;
  readonly employeeName: string;
  readonly monday: string;
}

/** Worked time of one date. `minutes` is after the break. Start and end are times of the company's clocks. */
export interface WorkEntry {
  readonly date: string;
  readonly minutes: number;
  readonly start?: string | undefined;
  /** On the next date where it is not after the start. */
  readonly end?: string | undefined;
  readonly breakMinutes?: number | undefined;
  readonly orderId?: string | undefined;
  readonly orderNumber?: string | undefined;
  readonly note?: string | undefined;
}

/** A shift as the clock has it. `since` and `until` are moments, ISO 8601. */
export interface ClockShift {
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly breakMinutes: number;
  /** After the break. */
  readonly minutes: number;
  readonly since: string;
  readonly until: string;
  /** The end was said later: nobody tapped it. */
  readonly said?: true | undefined;
  readonly orderId?: string | undefined;
  readonly orderNumber?: string | undefined;
  readonly note?: string | undefined;
}

/** One date of a week as pay sees it. */
export interface PayDay {
  readonly date: string;
  readonly workedMinutes: number;
  readonly leave: readonly { readonly type: LeaveType; readonly minutes: number; readonly paid: boolean }[];
  /** Name of the public holiday, and the ordinary minutes that this person would have worked. */
  readonly holiday?: { readonly name: string; readonly minutes: number } | undefined;
  /** The terms that the date was worked by, where they are not those of the week's Monday. */
  readonly terms?: WorkTerms | undefined;
  /** Cents an hour on that date; not there on a date without anything to pay. */
  readonly rateCents?: number | undefined;
}

/** A table that pay was worked out by: `id` names it and its version. */
export interface UsedTable {
  readonly id: string;
  readonly title: string;
  readonly source: string;
}

/** Everything that the pay of a week depends on, so that it can be worked out again. */
export interface PayInputs {
  readonly payDate: string;
  /** Work by the terms of the Monday, tax by those of the pay date. */
  readonly terms: PayTerms;
  readonly rules: PayRules;
  readonly days: readonly PayDay[];
}

/** The pay of a week. */
export interface PayResult extends PayAmounts {
  readonly lines: readonly PayLine[];
  /** Worked in ordinary time, worked in overtime, on paid leave, and on public holidays that were not worked. */
  readonly ordinaryMinutes: number;
  readonly overtimeMinutes: number;
  readonly leaveMinutes: number;
  readonly holidayMinutes: number;
  readonly superBasisPoints: number;
  readonly tables: readonly UsedTable[];
}

/** Events of `timesheet/<employee>/<monday>`. */
export type TimesheetEvent =
  /** The whole week as it was saved; a week that was submitted or sent back is a draft again. */
  | Fact<'TimesheetSaved', OfWeek & { readonly entries: readonly WorkEntry[]; readonly note?: string | undefined }>
  /** From the clock. `entered`: it also became an entry of the week; otherwise it is evidence only. */
  | Fact<'ShiftRecorded', OfWeek & { readonly shift: ClockShift; readonly entered: boolean }>
  | Fact<'TimesheetSubmitted', OfWeek & { readonly workedMinutes: number }>
  /** `version` is the one that was on screen. */
  | Fact<
      'TimesheetApproved',
      OfWeek & { readonly version: number; readonly workedMinutes: number; readonly leaveMinutes: number }
    >
  | Fact<'PayCalculated', OfWeek & PayResult & { readonly employeeNumber: string; readonly inputs: PayInputs }>
  | Fact<'TimesheetRejected', OfWeek & { readonly reason: string }>
  | Fact<'TimesheetReopened', OfWeek & { readonly reason: string }>
  /** The pay of this calculation does not count any more. `calculation` is its sequence. */
  | Fact<'PayReversed', OfWeek & { readonly calculation: number; readonly grossCents: number; readonly reason: string }>
  /** The pay is in a finalised pay run. */
  | Fact<'TimesheetPaid', OfWeek & { readonly period: string; readonly payDate: string; readonly calculation: number }>
  | Fact<'TimesheetUnpaid', OfWeek & { readonly period: string; readonly reason: string }>;
