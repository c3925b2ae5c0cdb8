// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new v.
import type { PayAmounts } from '../../contracts/pay.ts';
import type { Fact } from '../kernel.ts';

/** The week of one employee in a pay run. `calculation` is the sequence of its PayCalculated in the timesheet. */
export interface PayRunLine extends PayAmounts {
  readonly employeeId: string;
  readonly employeeName: string;
  readonly monday: string;
  readonly calculation: number;
}

/** Events of `pay-run/<monday of the period>`. A run that was voided may be opened again. */
export type PayRunEvent =
  | Fact<'PayRunOpened', { readonly period: string; readonly payDate: string }>
  | Fact<
      'PayRunFinalised',
      {
        readonly period: string;
        readonly payDate: string;
        readonly lines: readonly PayRunLine[];
        readonly totals: PayAmounts;
      }
    >
  | Fact<'PayRunVoided', { readonly period: string; readonly reason: string }>;
