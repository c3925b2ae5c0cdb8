import { sameContent } from '../../contracts/plain.ts';
import type { RefusalCode } from '../../contracts/problems.ts';
import type { Decision, NewEvent, Plain } from '../../domain/kernel.ts';
import { type AnyCommandType, type Moment, type PayloadOf, World } from './world.ts';

/** Events of one commit, and whose it was. */
export interface Past {
  readonly events: readonly NewEvent[];
  readonly moment: Moment;
}

/** What a refusal must say. Fields that are not named in `data` and `fresh` may be anything; no `winner` means none. */
interface ExpectedRefusal {
  readonly refused: RefusalCode;
  readonly detail: string;
  readonly winner?: { readonly user: string; readonly type: string; readonly data?: Partly };
  readonly fresh?: Partly;
}
type Partly = { readonly [key: string]: Plain | undefined };

/** Events that this person caused, in one commit. */
export function by(user: string, ...events: readonly NewEvent[]): Past {
  return { events, moment: { user } };
}

/**
 * Given what happened, when somebody wishes something, then these events are recorded or this refusal is given:
 *
 *     given(registered, by('ben', received(10)))
 *       .when('IssueStock', { itemId: 'kraft', quantity: 4, reason: 'Sample' })
 *       .thenRecords(issued(4));
 *
 * Each past event is a commit of its own by "kylie", who also gives the command, unless `by` or the moment say
 * otherwise.
 */
export function given(...history: readonly (NewEvent | Past)[]) {
  const world = new World();
  for (const past of history) {
    if ('events' in past) world.record(past.events, past.moment);
    else world.record([past]);
  }
  return {
    when<Type extends AnyCommandType>(type: Type, payload: PayloadOf<Type>, moment: Moment = {}) {
      return outcome(world.decide(type, payload, moment));
    },
  };
}

function outcome(decision: Decision) {
  return {
    decision,
    thenRecords(...expected: readonly NewEvent[]): void {
      const same = !('refused' in decision) && sameContent(plain(decision), plain(expected));
      if (!same) throw different('these events', expected, decision);
    },
    thenRecordsNothing(): void {
      if ('refused' in decision || decision.length > 0) throw different('no event', [], decision);
    },
    thenRefuses(expected: ExpectedRefusal): void {
      if (!('refused' in decision)) throw different('a refusal', expected, decision);
      const { refused, detail, winner, fresh } = decision;
      const whoFits =
        expected.winner === undefined
          ? winner === undefined
          : winner?.user === expected.winner.user &&
            winner.type === expected.winner.type &&
            holds(plain(winner.data), expected.winner.data);
      const fits = refused === expected.refused && detail === expected.detail && whoFits;
      if (!fits || !holds(plain(fresh ?? {}), expected.fresh)) throw different('this refusal', expected, decision);
    },
  };
}

function holds(actual: Plain, expected: Partly = {}): boolean {
  const fields = new Map(Object.entries(actual ?? {}));
  return Object.entries(expected).every(([key, value]) => sameContent(fields.get(key), value));
}

/** The value as the log keeps it: without fields that are undefined. */
function plain(value: unknown): Plain {
  return JSON.parse(JSON.stringify(value)) as Plain;
}

function different(what: string, expected: unknown, actual: unknown): Error {
  const shown = (value: unknown) => JSON.stringify(value, undefined, 2);
  return new Error(`Expected ${what}:\n${shown(expected)}\nbut it was:\n${shown(actual)}`);
}
