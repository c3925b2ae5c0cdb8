import type { Db } from 'mongodb';
import { fileKindWords } from '../contracts/file-types.ts';
import { listed } from '../contracts/words.ts';
import type { FilesEvent } from '../domain/files/events.ts';
import { type RecordedEvent, recordedEvents } from '../event-store/commit.ts';
import { commitsOf } from '../event-store/log.ts';
import type { FileStore, Named } from './file-store.ts';

/** Bytes that the log names. */
export interface Attached extends Named {
  /** What people call them, and of what they are: "Label (stock-item/kraft)". */
  readonly words: string;
}

interface FilesOfLog {
  /** Each once. Also those of files that were removed, because what was acknowledged is not lost. */
  readonly attached: readonly Attached[];
  /** Those that no file has any more but such as were erased. */
  readonly erased: readonly Named[];
}

/** All bytes that the log names. It is read as a whole, for what happens once a day or once in years. */
export async function filesOfLog(log: Db): Promise<FilesOfLog> {
  const files = new Map<string, readonly Attached[]>();
  const erased = new Map<string, readonly Attached[]>();
  const commits = commitsOf(log).find({ 'events.type': { $in: ['FileAttached', 'FileErased'] } });
  for await (const commit of commits.sort({ position: 1 })) {
    for (const event of recordedEvents(commit) as RecordedEvent<FilesEvent>[]) {
      if (event.type !== 'FileAttached' && event.type !== 'FileErased') continue;
      const place = `${event.aggregate} ${event.data.fileId}`;
      if (event.type === 'FileAttached') files.set(place, bytesOf(event));
      else {
        erased.set(place, files.get(place) ?? []);
        files.delete(place);
      }
    }
  }
  const byDigest = (all: Iterable<readonly Attached[]>) =>
    new Map([...all].flat().map((one) => [one.sha256, one] as const));
  const attached = byDigest(files.values());
  const gone = [...byDigest(erased.values()).values()].filter(({ sha256 }) => !attached.has(sha256));
  return { attached: [...attached.values()], erased: gone };
}

function bytesOf({ data, aggregate }: RecordedEvent<Extract<FilesEvent, { type: 'FileAttached' }>>): Attached[] {
  const { sha256, bytes, preview, name, kind } = data;
  const words = `${name ?? fileKindWords[kind]} (${aggregate.slice('files/'.length)})`;
  return [{ sha256, bytes, words }, ...(preview ? [{ ...preview, words: `the small picture of ${words}` }] : [])];
}

const NAMED_MAX = 5;

/** "Label (stock-item/kraft) is missing, and 7 more": as many as a line can hold. */
export function faultWords(faults: readonly string[]): string {
  const more = faults.length > NAMED_MAX ? [`${faults.length - NAMED_MAX} more`] : [];
  return listed([...faults.slice(0, NAMED_MAX), ...more]);
}

/** Which of them are missing or were changed, in words. `whole` reads every byte; else their sizes have to fit. */
export async function faultsOf(store: FileStore, all: readonly Attached[], whole: boolean): Promise<string[]> {
  const faults: string[] = [];
  for (const one of all) {
    const fault = whole ? await store.faultOf(one) : await store.misfitOf(one);
    if (fault !== undefined) faults.push(`${one.words} is ${fault}`);
  }
  return faults;
}
