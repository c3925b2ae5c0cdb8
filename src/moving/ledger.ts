import type { Db } from 'mongodb';
import type { Imported } from '../contracts/imported.ts';
import { COMPANY } from '../domain/company.ts';
import { kindAndId, type Recorded } from '../domain/kernel.ts';
import type { MoveEvent, MovingRule } from '../domain/moving/events.ts';
import { move } from '../domain/moving/moving.ts';
import { type Commit, recordedEvents } from '../event-store/commit.ts';
import { readCommits } from '../event-store/read.ts';
import { numberParts } from './context.ts';
import { keyOf } from './identity.ts';
import type { Before } from './planner.ts';

export type Begun = Extract<MoveEvent, { type: 'MoveBegun' }>['data'];

export interface UnderWay extends Begun {
  readonly at: Date;
  /** Position of its first commit. */
  readonly position: number;
}

/** What the log says of moving in. */
export interface Ledger {
  /** Content hash of every document that is in, as of the last event, by collection and id. */
  readonly documents: ReadonlyMap<string, string>;
  /** Content hash of every document that is kept whole, by the id of its record. */
  readonly records: ReadonlyMap<string, string>;
  readonly before: Before;
  readonly runs: number;
  readonly underWay: UnderWay | undefined;
  readonly rules: readonly MovingRule[];
  /** Ids of the commands of the run that is under way. */
  readonly commands: ReadonlySet<string>;
  /** Something was entered here before the first move, which nothing may be moved in over. */
  readonly occupied: string | undefined;
}

/** What may be there before a company moves in: accounts, tablets and settings. */
const early = new Set(['user', 'admins', 'sign-ins', 'device', 'settings', 'name', 'move', 'hierarchy']);

/** A commit of a move holds a hundred documents: of these no more than a few are in memory. */
const COMMITS_AT_ONCE = 40;

/** Reads the whole log. `upTo`: only what was there before that position, for a run that is taken up again. */
export async function readLedger(
  log: Db,
  onEvent: (event: Recorded) => void = () => undefined,
  upTo = Infinity,
): Promise<Ledger> {
  const documents = new Map<string, string>();
  const records = new Map<string, string>();
  const names = new Map<string, string>();
  const orderNumbers = new Map<string, string>();
  const lastNumbers = new Map<string, number>();
  const commands = new Set<string>();
  let [runs, occupied, underWay] = [0, undefined as string | undefined, undefined as UnderWay | undefined];
  let standing = move.initial;
  const note = (imported: Imported) => noteIn(documents, imported);
  const read = (commit: Commit) => {
    for (const event of recordedEvents(commit) as Recorded[]) {
      onEvent(event);
      if (event.imported !== undefined) note(event.imported);
      const [kind] = kindAndId(event.aggregate);
      if (runs === 0 && event.imported === undefined && !early.has(kind)) occupied ??= event.aggregate;
      if (event.type === 'NameClaimed') names.set(event.aggregate, (event.data as { readonly owner: string }).owner);
      if (event.type === 'NameReleased') names.delete(event.aggregate);
      if (event.type === 'LegacyRecordKept') records.set(event.aggregate, event.imported?.contentHash ?? '');
      if (event.type === 'OrderPlaced') {
        const { number } = event.data as { readonly number: string };
        orderNumbers.set(number, event.aggregate.slice('order/'.length));
      }
      if (event.type === 'OrderNumberTaken') {
        const year = event.aggregate.slice('order-numbers/'.length);
        lastNumbers.set(year, (event.data as { readonly number: number }).number);
      }
      if (event.aggregate !== move.at(COMPANY)) continue;
      standing = move.evolve(standing, event as Recorded<MoveEvent>);
      if (event.type === 'MoveBegun') {
        const begun = event.data as Begun;
        runs = begun.run;
        underWay = { ...begun, at: event.at, position: event.position };
        commands.clear();
      }
      if (event.type === 'MoveFinished' || event.type === 'MoveLeft') underWay = undefined;
    }
    if (underWay !== undefined) commands.add(commit._id);
  };
  for await (const commits of readCommits(log, { to: upTo, window: COMMITS_AT_ONCE }))
    for (const commit of commits) read(commit);
  for (const number of orderNumbers.keys()) {
    const parts = numberParts(number);
    if (parts !== undefined) lastNumbers.set(parts.year, Math.max(lastNumbers.get(parts.year) ?? 0, parts.number));
  }
  const before = { names, orderNumbers, lastNumbers };
  return { documents, records, before, runs, underWay, rules: standing.rules, commands, occupied };
}

/** Content hash of every document that is in, and nothing else: the documents themselves are not read again. */
export async function readDocuments(log: Db): Promise<ReadonlyMap<string, string>> {
  const documents = new Map<string, string>();
  const only = Object.fromEntries(
    ['', 'with.'].flatMap((part) =>
      ['collection', 'legacyId', 'contentHash'].map((field) => [`events.data.imported.${part}${field}`, 1] as const),
    ),
  );
  for await (const commits of readCommits(log, { window: COMMITS_AT_ONCE, only: { position: 1, ...only } })) {
    for (const { events = [] } of commits) {
      for (const { data } of events as readonly { readonly data?: { readonly imported?: Imported } }[]) {
        if (data?.imported !== undefined) noteIn(documents, data.imported);
      }
    }
  }
  return documents;
}

function noteIn(documents: Map<string, string>, imported: Imported): void {
  for (const one of [imported, ...(imported.with ?? [])])
    documents.set(keyOf(one.collection, one.legacyId), one.contentHash);
}
