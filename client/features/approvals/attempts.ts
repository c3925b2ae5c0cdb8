import { signal } from '@preact/signals';
import type { Problem } from '#contracts/problems.ts';
import type { ApprovalCard } from '#contracts/timesheet.ts';
import { present } from '../../sync/clock.ts';
import { send } from '../../sync/commands.ts';
import type { Sent } from '../../sync/outbox/post.ts';
import { isAnswer } from '../../sync/problem.ts';
import { onPersonLeaves } from '../../sync/session.ts';

export type Verb = 'approve' | 'reject' | 'undo';

/** A decision that is on its way, or was refused. */
export interface Attempt {
  readonly verb: Verb;
  /** The card as it was on screen. */
  readonly card: ApprovalCard;
  readonly sending: boolean;
  /** Why it was not done. */
  readonly problem?: Problem;
  readonly at: Date;
}

/**
 * By card. They live beside the cards, not in them: a card that is decided is drawn anew, and a session that ends
 * meanwhile loses nothing.
 */
export const attempts = signal<ReadonlyMap<string, Attempt>>(new Map());
/** Cards that are chosen to be approved together, until they are decided; undefined while nobody chooses. */
export const chosen = signal<ReadonlySet<string> | undefined>(undefined);
onPersonLeaves(() => {
  attempts.value = new Map();
  chosen.value = undefined;
});

/**
 * Sends a decision on a card as it is on screen. Answers why it was not done, if it was not; the same stands in
 * `attempts` until it is forgotten.
 */
export async function attempt(card: ApprovalCard, verb: Verb, reason?: string): Promise<Problem | undefined> {
  if (attempts.value.get(card.id)?.sending) return undefined;
  const made = { verb, card, at: present() };
  put(card.id, { ...made, sending: true });
  const sent = await decide(card, verb, reason);
  put(card.id, sent.ok ? undefined : { ...made, sending: false, problem: sent.problem });
  return sent.ok ? undefined : sent.problem;
}

export function forgetAttempt(id: string): void {
  put(id, undefined);
}

/** Forgets why something was refused; what the connection or an ended session kept from being sent stays. */
export function forgetAnswered(): void {
  for (const [id, { problem }] of attempts.value) if (problem !== undefined && isAnswer(problem)) put(id, undefined);
}

/** What became of several approvals. */
export interface Tally {
  readonly approved: number;
  /** Somebody else was first. */
  readonly taken: number;
  /** A rule said no. */
  readonly refused: number;
  /** The connection went: these are still chosen. */
  readonly unsent: number;
}

const AT_ONCE_MAX = 4;

/**
 * Approves several cards, a few at a time. What one person asks for goes in the order in which it was asked. Once the
 * connection is lost no more are sent. `isTaken` says which refusals mean that somebody else was first.
 */
export async function approveAll(
  cards: readonly ApprovalCard[],
  isTaken: (problem: Problem) => boolean,
): Promise<Tally> {
  const queue = [...byEmployee(cards).values()];
  const tally = { approved: 0, taken: 0, refused: 0, unsent: cards.length };
  let lost = false;
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      for (const card of next) {
        if (lost) return;
        const problem = await attempt(card, 'approve');
        if (problem !== undefined && !isAnswer(problem)) {
          lost = true;
          return;
        }
        tally.unsent -= 1;
        tally[problem === undefined ? 'approved' : isTaken(problem) ? 'taken' : 'refused'] += 1;
        choose(card.id, false);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE_MAX }, work));
  return tally;
}

/** Takes a card into those that are approved together, or out of them. */
export function choose(id: string, wanted: boolean): void {
  const next = new Set(chosen.value);
  if (wanted) next.add(id);
  else next.delete(id);
  chosen.value = next;
}

function decide(card: ApprovalCard, verb: Verb, reason: string | undefined): Promise<Sent> {
  const { employeeId, leave, version } = card;
  const why = reason === undefined ? {} : { reason };
  if (leave !== undefined) {
    const which = { employeeId, requestId: leave.requestId };
    if (verb === 'approve') return send('ApproveLeave', which);
    return send(verb === 'reject' ? 'RejectLeave' : 'CancelApprovedLeave', { ...which, ...why });
  }
  const week = { employeeId, monday: card.timesheet?.monday ?? '' };
  if (verb === 'approve') return send('ApproveTimesheet', week, { version });
  if (verb === 'reject') return send('RejectTimesheet', { ...week, ...why }, { version });
  return send('ReopenTimesheet', { ...week, ...why });
}

function byEmployee(cards: readonly ApprovalCard[]): Map<string, ApprovalCard[]> {
  const found = new Map<string, ApprovalCard[]>();
  for (const card of cards) found.set(card.employeeId, [...(found.get(card.employeeId) ?? []), card]);
  return found;
}

function put(id: string, one: Attempt | undefined): void {
  const next = new Map(attempts.value);
  if (one === undefined) next.delete(id);
  else next.set(id, one);
  attempts.value = next;
}
