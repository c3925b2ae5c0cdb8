import type { ApprovalCard } from '#contracts/timesheet.ts';

/**
 * The cards of one look at the inbox, by id, as they were when they waited last. Each keeps its place, also once it is
 * decided; what comes meanwhile stands at the end.
 */
export type Visit = Map<string, ApprovalCard>;

/** Takes in what waits now. */
export function see(visit: Visit, waiting: readonly ApprovalCard[]): void {
  for (const card of waiting) visit.set(card.id, card);
}

/** None: the person has closed it. */
export const NONE = '';

interface Opening {
  /** All cards, in their places. */
  readonly order: readonly string[];
  readonly isWaiting: (id: string) => boolean;
  /** Whether this person has decided it. */
  readonly isMine: (id: string) => boolean;
  /** The card that was open. */
  readonly was: string | undefined;
}

/**
 * Which card is open. After one's own decision that is the next one. What somebody else decided opens nothing: nobody's
 * cards move under their finger.
 */
export function openNow({ order, isWaiting, isMine, was }: Opening): string | undefined {
  if (was === NONE) return was;
  if (was !== undefined && isWaiting(was)) return was;
  const place = was === undefined ? -1 : order.indexOf(was);
  if (was !== undefined && place !== -1 && !isMine(was)) return was;
  return order.slice(place + 1).find(isWaiting) ?? order.find(isWaiting);
}
