// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new v.
import type { DayHalf } from '../../contracts/leave-days.ts';
import type { LeaveType } from '../../contracts/leave-types.ts';
import type { Fact } from '../kernel.ts';

export interface PlannedDay {
  readonly date: string;
  readonly minutes: number;
  readonly half?: DayHalf | undefined;
}

/** A request, with what people call it. */
export interface OfRequest {
  readonly requestId: string;
  readonly employeeName: string;
  readonly type: LeaveType;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly minutes: number;
}

/** Balance of the request's type around a decision; not there for types without a balance. */
export interface BalanceStep {
  readonly balanceBefore?: number | undefined;
  readonly balanceAfter?: number | undefined;
}

/** A day of approved leave that came. */
export interface TakenDay {
  readonly requestId: string;
  readonly type: LeaveType;
  readonly date: string;
  readonly minutes: number;
}

/**
 * What ordinary time brought: ordinaryMinutes × yearlyMinutes ÷ yearMinutes, in whole minutes; the rest is carried as
 * `remainder`, in 1/yearMinutes of a minute. `minutes` went to the balance.
 */
export interface Accrual {
  readonly type: LeaveType;
  readonly minutes: number;
  readonly remainder: number;
  readonly ordinaryMinutes: number;
  readonly yearlyMinutes: number;
  /** Ordinary minutes of a full-time year: 52 weeks. */
  readonly yearMinutes: number;
}

/** Events of `leave/<employee>`. Minutes leave a balance once, with LeaveApproved. */
export type LeaveEvent =
  | Fact<'LeaveRequested', OfRequest & { readonly days: readonly PlannedDay[]; readonly note?: string | undefined }>
  | Fact<'LeaveWithdrawn', OfRequest>
  /** `earlier`: it happened in the old application, and the balance that was moved in knows of it. `deducted` is 0 for a type without a balance. */
  | Fact<
      'LeaveApproved',
      OfRequest &
        BalanceStep & {
          readonly deducted: number;
          readonly note?: string | undefined;
          readonly earlier?: true | undefined;
        }
    >
  | Fact<'LeaveRejected', OfRequest & { readonly reason: string }>
  | Fact<
      'LeaveCancelled',
      OfRequest &
        BalanceStep & { readonly restored: number; readonly reason: string; readonly earlier?: true | undefined }
    >
  | Fact<
      'LeaveBalanceAdjusted',
      {
        readonly employeeName: string;
        readonly type: LeaveType;
        /** Change with a sign. */
        readonly minutes: number;
        readonly balanceBefore: number;
        readonly balanceAfter: number;
        readonly reason: string;
      }
    >
  /** An adjustment of the old application. The balance that was moved in knows of it. */
  | Fact<
      'LeaveAdjustmentRecorded',
      { readonly employeeName: string; readonly type: LeaveType; readonly minutes: number; readonly reason: string }
    >
  /** A week was approved: its days of leave have come, and it is locked here, also without any. Deducts nothing. */
  | Fact<'LeaveTaken', { readonly employeeName: string; readonly monday: string; readonly days: readonly TakenDay[] }>
  | Fact<
      'LeaveAccrued',
      { readonly employeeName: string; readonly monday: string; readonly accruals: readonly Accrual[] }
    >
  /** The week was reopened: it is open here too. */
  | Fact<'LeaveTakenReversed', { readonly monday: string; readonly days: readonly TakenDay[]; readonly reason: string }>
  /** `minutes` left the balance again. */
  | Fact<
      'LeaveAccrualReversed',
      { readonly monday: string; readonly accruals: readonly Accrual[]; readonly reason: string }
    >;
