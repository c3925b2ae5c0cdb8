import type { CardEntry, CardHistory } from '../src/contracts/card-history.ts';
import { changesBetween, type Plain } from '../src/contracts/plain.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { authorOf, type KeptAuthor, namedAuthor } from '../src/projecting/author.ts';
import type { NameOf } from '../src/projecting/definition.ts';

type Card = { readonly [field: string]: Plain | undefined };
type Entry = Omit<CardEntry, 'user'> & KeptAuthor;

/** The history of a card, and the card as it stands: what the next edit is compared with. */
export interface CardHistoryRow {
  readonly card: Card;
  readonly entries: readonly Entry[];
}

/** What an event says of a card: what happened, and the card after it where the event carries it. */
interface OfCard {
  readonly kind: CardEntry['kind'];
  readonly card?: object;
  readonly reason?: string | undefined;
}

const ENTRIES_MAX = 100;

/** The history with one more entry, which tells the fields that changed. The first says what the card began with. */
export function noted(
  row: CardHistoryRow | undefined,
  event: RecordedEvent,
  { kind, card, reason }: OfCard,
  fields: readonly string[],
): CardHistoryRow {
  const before = row ?? { card: {}, entries: [] };
  const after = (card as Card | undefined) ?? before.card;
  const changes = card === undefined ? [] : changesBetween(before.card, after, fields);
  const place = { sequence: event.sequence, at: event.at.toISOString(), ...authorOf(event) };
  const entry = { ...place, kind, changes, ...(reason !== undefined && { reason }) };
  return { card: after, entries: [entry, ...before.entries].slice(0, ENTRIES_MAX) };
}

export function presentHistory({ entries }: CardHistoryRow, nameOf: NameOf, id: string): CardHistory {
  return {
    id,
    entries: entries.map(({ user, device, ...rest }) => ({ ...rest, user: namedAuthor({ user, device }, nameOf) })),
  };
}
