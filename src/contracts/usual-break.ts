/**
 * The unpaid break that comes off a shift, in minutes. It grows with the time beyond the limit until it is whole, so a
 * longer shift never pays less: after 5 h, a shift of 5 h 01 has a break of one minute, and one of 5 h 30 all 30.
 */
export function usualBreak(
  { afterMinutes, minutes }: { readonly afterMinutes: number; readonly minutes: number },
  shiftMinutes: number,
): number {
  return Math.max(0, Math.min(minutes, shiftMinutes - afterMinutes));
}
