import {
  byAnother,
  type Context,
  defineAggregate,
  type NewEvent,
  type Read,
  type Recorded,
  type Refusal,
  refuse,
  type Trace,
  traceOf,
} from '../kernel.ts';
import type { NameEvent } from './events.ts';

// A value that must be unique is an aggregate of its own, `name/<kind>/<value>`. The person who claims it second meets
// the log's index, however many servers there are.

export type NameKind = 'sku' | 'stock-code' | 'user-name' | 'email' | 'employee-number';

export interface Name {
  /** The aggregate that has the name, such as product/0192. Undefined while it is free. */
  readonly owner: string | undefined;
  /** As its owner writes it. */
  readonly spelling: string | undefined;
  readonly claimed: Trace | undefined;
}

export const name = defineAggregate<Name, NameEvent>({
  kind: 'name',
  initial: { owner: undefined, spelling: undefined, claimed: undefined },
  evolve,
});

/** Id of the aggregate `name/…` for this value: one for all spellings that differ in case, width or spaces only. */
export function nameId(kind: NameKind, value: string): string {
  return idOf(kind, value.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase());
}

/**
 * Aggregates of this value: its name, and what it looks like on a label where that is something else. Both must be free,
 * so that K12O and K120 are never two things. What has digits only looks like itself.
 */
export function namesAt(kind: NameKind, value: string): string[] {
  return nameIds(kind, value).map((id) => name.at(id));
}

/** Whether one claim holds for both spellings. */
export function isSameName(kind: NameKind, one: string, other: string): boolean {
  return nameId(kind, one) === nameId(kind, other);
}

function nameIds(kind: NameKind, value: string): readonly string[] {
  // Only what is printed on labels and read off them is a matter of looks.
  if (kind !== 'sku' && kind !== 'stock-code') return [nameId(kind, value)];
  return [...new Set([nameId(kind, value), nameId(kind, look(value))])];
}

/** Letters that are printed like digits, as digits. A capital L is none of them, nor is a small i. */
function look(value: string): string {
  return value.normalize('NFKC').replace(/[Oo]/g, '0').replace(/[Il|]/g, '1');
}

function idOf(kind: NameKind, folded: string): string {
  // Percent-encoding with a tilde: nothing in an aggregate's id then needs escaping in an address, a shell or a log.
  return `${kind}/${encodeURIComponent(folded).replaceAll('~', '%7E').replaceAll('%', '~')}`;
}

/** The claims, no event where the owner has the name already, or a refusal that names who has it. */
export function claimName(
  read: Read,
  context: Context,
  kind: NameKind,
  value: string,
  owner: string,
): readonly NewEvent[] | Refusal {
  const ids = nameIds(kind, value);
  for (const id of ids) {
    const taken = read(name, id);
    if (taken.owner === undefined || taken.owner === owner) continue;
    return refuse('name-taken', takenWords(kind, value, taken.spelling ?? value), {
      winner: byAnother(taken.claimed, context),
      fresh: { kind, value, owner: taken.owner },
    });
  }
  return ids
    .filter((id) => read(name, id).owner === undefined)
    .map((id) => name.event(id, 'NameClaimed', { owner, spelling: value }));
}

/** Gives a name free again, but for what it shares with the name that the owner has instead. */
export function releaseName(
  read: Read,
  kind: NameKind,
  before: string,
  after: string | undefined,
  owner: string,
): readonly NewEvent[] {
  const kept = after === undefined ? [] : nameIds(kind, after);
  const [own, ...looks] = nameIds(kind, before).filter((id) => !kept.includes(id));
  // What it looks like may be another's: names that were claimed before looks counted have theirs alone.
  return [own, ...looks.filter((id) => read(name, id).owner === owner)]
    .filter((id) => id !== undefined)
    .map((id) => name.event(id, 'NameReleased', { owner }));
}

function takenWords(kind: NameKind, value: string, spelling: string): string {
  return isSameName(kind, value, spelling)
    ? `${words[kind]} ${value} is taken. Choose another.`
    : `${words[kind]} ${value} looks like ${spelling}, which is taken. Choose another.`;
}

const words: Record<NameKind, string> = {
  sku: 'The SKU',
  'stock-code': 'The code',
  'user-name': 'The user name',
  email: 'The e-mail address',
  'employee-number': 'The employee number',
};

function evolve(state: Name, event: Recorded<NameEvent>): Name {
  switch (event.type) {
    case 'NameClaimed':
      return { owner: event.data.owner, spelling: event.data.spelling, claimed: traceOf(event, { ...event.data }) };
    case 'NameReleased':
      return { owner: undefined, spelling: undefined, claimed: undefined };
    default:
      event satisfies never;
      return state;
  }
}
