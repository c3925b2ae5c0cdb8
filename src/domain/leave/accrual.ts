import type { Accrual } from './events.ts';

/** What a year of ordinary time brings, and how much ordinary time a full-time year has. In minutes. */
interface YearlyRate {
  readonly ordinaryMinutes: number;
  readonly yearlyMinutes: number;
  readonly yearMinutes: number;
}

/** What earlier weeks left over, in 1/yearMinutes of a minute. */
export interface Carried {
  readonly remainder: number;
  readonly yearMinutes: number;
}

type Step = Pick<Accrual, 'minutes' | 'remainder'>;

/**
 * Leave for a week of ordinary time. The remainder is carried, so 52 full weeks bring the entitlement to the minute.
 */
export function accrue(carried: Carried | undefined, rate: YearlyRate): Step {
  const total = remainderIn(carried, rate.yearMinutes) + rate.ordinaryMinutes * rate.yearlyMinutes;
  return { minutes: Math.floor(total / rate.yearMinutes), remainder: total % rate.yearMinutes };
}

/**
 * Takes a week back, also when others have accrued since. Balance and remainder are then as if it had never been.
 * `minutes` is what leaves the balance.
 */
export function accrueBack(carried: Carried | undefined, rate: YearlyRate): Step {
  const total = remainderIn(carried, rate.yearMinutes) - rate.ordinaryMinutes * rate.yearlyMinutes;
  const minutes = Math.ceil(-total / rate.yearMinutes);
  // Plus 0, because nothing taken from nothing would be −0.
  return { minutes: minutes + 0, remainder: total + minutes * rate.yearMinutes };
}

/** The remainder in another year's minutes, when the company's week was changed meanwhile. */
function remainderIn(carried: Carried | undefined, yearMinutes: number): number {
  if (carried === undefined) return 0;
  return Math.floor((carried.remainder * yearMinutes) / carried.yearMinutes);
}
