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
  readonly claimed: Trace | undefined;
}

export const name = defineAggregate<Name, NameEvent>({
  kind: 'name',
  initial: { owner: undefined, claimed: undefined },
  evolve,
});

/** Id of the aggregate `name/…` for this value: one for all spellings that differ in case, width or spaces only. */
export function nameId(kind: NameKind, value: string): string {
  const folded = value.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
  // Percent-encoding with a tilde: nothing in an aggregate's id then needs escaping in an address, a shell or a log.
  return `${kind}/${encodeURIComponent(folded).replaceAll('~', '%7E').replaceAll('%', '~')}`;
}

/** The claim, no event where the owner has the name already, or a refusal that names who has it. */
export function claimName(
  read: Read,
  context: Context,
  kind: NameKind,
  value: string,
  owner: string,
): readonly NewEvent[] | Refusal {
  const id = nameId(kind, value);
  const taken = read(name, id);
  if (taken.owner === owner) return [];
  if (taken.owner !== undefined) {
    return refuse('name-taken', `${words[kind]} ${value} is taken. Choose another.`, {
      winner: byAnother(taken.claimed, context),
      fresh: { kind, value, owner: taken.owner },
    });
  }
  return [name.event(id, 'NameClaimed', { owner, spelling: value })];
}

/** Gives a name free again. */
export function releaseName(kind: NameKind, value: string, owner: string): NewEvent {
  return name.event(nameId(kind, value), 'NameReleased', { owner });
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
      return { owner: event.data.owner, claimed: traceOf(event, { ...event.data }) };
    case 'NameReleased':
      return { owner: undefined, claimed: undefined };
    default:
      event satisfies never;
      return state;
  }
}
