import type { LeaveBalance } from '#contracts/leave.ts';
import type { LeaveType } from '#contracts/leave-types.ts';
import type { LeaveTypeRule } from '#contracts/settings.ts';

/** A balance, and what a wish would leave of it. All in minutes. */
export interface BalanceStep {
  /** What is not asked for yet: the balance less the requests that wait. */
  readonly now: number;
  readonly pending: number;
  readonly after: number;
  /** What may still be asked for, down to the floor of the type. */
  readonly available: number;
  /** How long the whole bar is. */
  readonly full: number;
}

/** Undefined for a type that has no balance. */
export function balanceStep(
  type: LeaveType,
  minutes: number,
  { balances }: Pick<LeaveBalance, 'balances'>,
  rules: readonly LeaveTypeRule[],
): BalanceStep | undefined {
  const rule = rules.find((one) => one.type === type);
  if (rule?.balanced !== true) return undefined;
  const { balanceMinutes = 0, pendingMinutes: pending = 0 } = balances.find((one) => one.type === type) ?? {};
  const now = balanceMinutes - pending;
  const full = Math.max(balanceMinutes, rule.yearlyMinutes);
  return { now, pending, after: now - minutes, available: now - rule.floorMinutes, full };
}
