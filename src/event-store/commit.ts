import { type Imported, importedAs } from '../contracts/imported.ts';
import type { DomainEvent, Recorded } from '../domain/kernel.ts';
import { digest } from './canonical.ts';

/** An event as it lies in the log. `stream` is indexed as one value: always aggregate first, then sequence. */
export interface StoredEvent extends DomainEvent {
  readonly stream: { readonly aggregate: string; readonly sequence: number };
}

/** The one document that an accepted command writes. */
export interface Commit {
  /** The command's id. */
  readonly _id: string;
  /** Place in the whole log: 1, 2, 3 … without gaps. */
  readonly position: number;
  readonly at: Date;
  readonly actor: { readonly user: string; readonly device?: string };
  readonly reason?: string;
  readonly command: { readonly type: string; readonly digest: string };
  readonly events: readonly StoredEvent[];
  /** Hash of the commit before; GENESIS for the first. */
  readonly prev: string;
  /** SHA-256 over the canonical form of everything else in this document. */
  readonly hash: string;
}

/** What the first commit names as the one before it. */
export const GENESIS = '0'.repeat(64);

/** Closes the chain over a commit. */
export function sealed(commit: Omit<Commit, 'hash'>): Commit {
  return { ...commit, hash: digest(commit) };
}

/** Whether the commit's own hash fits its content. */
export function isIntact({ hash, ...rest }: Commit): boolean {
  return digest(rest) === hash;
}

/** An event as projections and auditors read it: with its place, its author and the command that caused it. */
export type RecordedEvent<Event extends DomainEvent = DomainEvent> = Recorded<Event> & {
  readonly commandId: string;
  readonly commandType: string;
  /** Place within the commit, from 0. */
  readonly index: number;
};

/** The type that an event is read as. What was moved in begins with an event of a name of its own. */
export function readAs(type: string): string {
  return Object.hasOwn(importedAs, type) ? (importedAs[type] ?? type) : type;
}

/** The events of a commit, in order. What tells of the time before Misty has the time and the person of then. */
export function recordedEvents(commit: Commit): RecordedEvent[] {
  return commit.events.map(({ stream, type, v, data }, index) => {
    const imported = importedIn(data);
    return {
      type: readAs(type),
      v,
      data: imported === undefined ? data : withoutImported(data),
      aggregate: stream.aggregate,
      sequence: stream.sequence,
      position: commit.position,
      at: imported?.at === undefined ? commit.at : new Date(imported.at),
      user: imported?.by ?? commit.actor.user,
      device: commit.actor.device,
      reason: commit.reason,
      ...(imported !== undefined && { imported }),
      commandId: commit._id,
      commandType: commit.command.type,
      index,
    };
  });
}

/** Most events hold none: nothing is copied to find that out. */
function importedIn(data: object): Imported | undefined {
  return (data as { readonly imported?: Imported }).imported;
}

function withoutImported(data: object): object {
  const { imported: _, ...rest } = data as { readonly imported?: Imported };
  return rest;
}
