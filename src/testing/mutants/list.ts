import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A fault that is put into the code on purpose, and the tests of which at least one must then fail. */
export interface Mutant {
  /** What is broken, as one would say it of a defect. */
  readonly name: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
  /** Parts of the paths of test files, as for `npm test -- …`. */
  readonly tests: readonly string[];
}

/** Each promise of ARCHITECTURE.md, broken. Where the code moves on, the mutant moves with it. */
export const mutants: readonly Mutant[] = [
  // What an acknowledged command rests on.
  {
    name: 'inserts do not wait for a majority and the journal',
    file: 'src/event-store/log.ts',
    from: "export const DURABLE = { w: 'majority', j: true } as const;",
    to: 'export const DURABLE = { w: 1, j: false } as const;',
    tests: ['event-store/promises'],
  },
  {
    name: 'a server that could not make an insert durable is believed',
    file: 'src/event-store/insert.ts',
    from: "return { kind: 'unknown', cause: error };",
    to: "return { kind: 'all' };",
    tests: ['event-store/promises'],
  },
  {
    name: 'a position may be taken twice',
    file: 'src/event-store/log.ts',
    from: "{ key: { position: 1 }, name: 'position', unique: true },",
    to: "{ key: { position: 1 }, name: 'position' },",
    tests: ['event-store/store.int'],
  },
  {
    name: 'the next event of an aggregate may be written twice',
    file: 'src/event-store/log.ts',
    from: "{ key: { 'events.stream': 1 }, name: 'aggregate_sequence', unique: true },",
    to: "{ key: { 'events.stream': 1 }, name: 'aggregate_sequence' },",
    tests: ['event-store/store.int'],
  },
  {
    name: 'an index that is not unique is taken for one that is',
    file: 'src/event-store/log.ts',
    from: "if (found !== undefined && 'unique' in wanted && found.unique !== true) {",
    to: "if (found !== undefined && 'unique' in wanted && found.unique === null) {",
    tests: ['event-store/store.int'],
  },
  {
    name: 'a second try is told "no" without a look into the log',
    file: 'src/event-store/answers.ts',
    from: 'const commit = earlier.get(wish.id);',
    to: "const commit = earlier.get(wish.id + ' ');",
    tests: ['event-store/store.int', 'event-store/lost-answers'],
  },
  {
    name: 'the id of a command under way is taken by another payload',
    file: 'src/event-store/store.ts',
    from: 'if (twin.digest !== wishDigest) throw new CommandIdReused();',
    to: '',
    tests: ['event-store/promises'],
  },
  {
    name: 'the digest of a command leaves its sender out',
    file: 'src/event-store/store.ts',
    from: 'digest({ type, actor: { user }, payload })',
    to: 'digest({ type, payload })',
    tests: ['event-store/store.int'],
  },
  {
    name: 'what others wrote is built upon though it does not follow',
    file: 'src/event-store/recovery.ts',
    from: 'if (first.prev !== hash)',
    to: 'if (first.prev === undefined)',
    tests: ['event-store/promises'],
  },
  {
    name: 'the chain leaves the events out',
    file: 'src/event-store/commit.ts',
    from: 'return { ...commit, hash: digest(commit) };',
    to: 'return { ...commit, hash: digest({ ...commit, events: [] }) };',
    tests: ['event-store/store.int', 'event-store/verify'],
  },
  {
    name: 'the proof of a log does not look at the chain',
    file: 'src/event-store/verify.ts',
    from: 'if (commit.prev !== last.hash)',
    to: 'if (commit.prev === undefined)',
    tests: ['event-store/verify'],
  },
  {
    name: 'the proof of a log does not count the events of a thing',
    file: 'src/event-store/verify.ts',
    from: 'if (stream.sequence !== expected) {',
    to: 'if (stream.sequence === undefined) {',
    tests: ['event-store/verify'],
  },
  {
    name: 'two values that mean the same give two texts',
    file: 'src/event-store/canonical.ts',
    from: 'for (let at = 1; at < fields.length; at += 1) {',
    to: 'for (let at = 99; at < fields.length; at += 1) {',
    tests: ['event-store/canonical'],
  },
  {
    name: 'a gap in what is read goes by',
    file: 'src/event-store/read.ts',
    from: 'if (commit.position !== after + 1 + index) {',
    to: 'if (commit.position < after) {',
    tests: ['event-store/promises'],
  },

  {
    name: 'a command is answered before it is in the log',
    file: 'src/event-store/lane.ts',
    from: 'const inserted = await sending;',
    to: 'await this.#answers.tell(items);\n    const inserted = await sending;',
    tests: ['event-store/promises', 'event-store/outage'],
  },
  {
    name: 'a log that was put back is not noticed before the next insert',
    file: 'src/event-store/lane.ts',
    from: 'await this.#recovery.requireHeadAfterPause();',
    to: '',
    tests: ['event-store/log-replaced'],
  },

  // The rules of the shop.
  {
    name: 'what is allocated is given out again',
    file: 'src/domain/stock/stock-item.ts',
    from: 'return item.onHand - item.allocated;',
    to: 'return item.onHand;',
    tests: ['domain/stock/'],
  },
  {
    name: 'a stale edit overwrites a fresh one',
    file: 'src/domain/kernel.ts',
    from: 'if (context.expectedVersion === undefined || context.expectedVersion === current) return undefined;',
    to: 'if (context.expectedVersion !== null) return undefined;',
    tests: ['domain/order/', 'domain/timesheet/'],
  },
  {
    name: 'leave is taken beyond its floor',
    file: 'src/domain/leave/leave.ts',
    from: 'const available = balance - floorMinutes - spokenFor;',
    to: 'const available = balance + 100_000;',
    tests: ['domain/leave/'],
  },
  {
    name: 'a manager approves their own request',
    file: 'src/domain/employee/rights.ts',
    from: "if (isHeldBy(all, employeeId, context.user, asked)) return refuse('own-request', own);",
    to: '',
    tests: ['domain/employee/', 'domain/leave/'],
  },
  {
    name: 'a right is taken from what the door has seen, and not looked up again',
    file: 'src/domain/user/standing.ts',
    from: 'if (may(found.role, permission)) return undefined;',
    to: 'return undefined;',
    tests: ['domain/user/'],
  },

  // What screens read.
  {
    name: 'an older row is written over a newer one',
    file: 'src/projecting/rows.ts',
    from: "{ $lt: [{ $ifNull: ['$position', 0] }, changed.position] },",
    to: 'true,',
    tests: ['projecting/runner.int'],
  },

  // The door.
  {
    name: 'a command is taken from a role that may not give it',
    file: 'src/http/commands.ts',
    from: 'requirePermission(contract.permission),',
    to: 'requireSession(),',
    tests: ['http/permissions'],
  },
  {
    name: 'a refresh token that was used long ago is good again',
    file: 'src/auth/sessions.ts',
    from: "return late ? { kind: 'reused', session: sessionOf(found) } : rotated;",
    to: 'return rotated;',
    tests: ['http/refresh'],
  },
  {
    name: 'a token that was good before is good for ever',
    file: 'src/auth/tokens.ts',
    from: 'known.token.expiresAt > clock() && ',
    to: '',
    tests: ['auth/tokens.test'],
  },
  {
    name: 'a token is good though its session has ended',
    file: 'src/auth/plugin.ts',
    from: 'if (await auth.people.hasEnded({ id, epoch, deviceId, userId: session.user.id })) return undefined;',
    to: '',
    tests: ['http/tokens'],
  },
  {
    name: 'a PIN may be guessed for ever',
    file: 'src/auth/pins.ts',
    from: 'return { hash: tries > PIN_TRIES_MAX ? undefined : found?.hash, tries };',
    to: 'return { hash: found?.hash, tries: 1 };',
    tests: ['http/pins'],
  },
  {
    name: 'a command is decided though its sender has hung up',
    file: 'src/event-store/entry.ts',
    from: ' && entry.gone?.() !== true',
    to: '',
    tests: ['event-store/frozen'],
  },
  {
    name: 'the checkpoint is ahead of the rows that are written',
    file: 'src/projecting/writer.ts',
    from: 'position: one.written,',
    to: 'position: one.position,',
    tests: ['projecting/write-behind'],
  },
  {
    name: 'rows that are not written yet are left out of lists',
    file: 'src/projecting/generation.ts',
    from: 'unwritten: this.#unwritten.all()',
    to: 'unwritten: []',
    tests: ['projecting/write-behind'],
  },
  {
    name: 'what was prepared behind a rejected batch goes out all the same',
    file: 'src/event-store/lane.ts',
    from: '    this.#throwAwayPrepared();\n    if (inserted.kind',
    to: '    if (inserted.kind',
    tests: ['event-store/store.int'],
  },
  {
    name: 'more of a line is delivered than was ordered, and nobody said so',
    file: 'src/domain/order/deliveries.ts',
    from: 'if (tooMuch && !moreThanOrdered)',
    to: 'if (tooMuch && moreThanOrdered)',
    tests: ['order/deliveries'],
  },
  {
    name: 'an order goes past Delivery with something still here, and nobody said so',
    file: 'src/domain/order/decider.ts',
    from: 'leaves.length > 0 && !undelivered &&',
    to: 'leaves.length > 0 && undelivered &&',
    tests: ['order/deliveries'],
  },
  {
    name: 'an event names bytes that are not kept',
    file: 'src/http/files.ts',
    from: '        for (const one of received) await one.keep();\n',
    to: '',
    tests: ['http/files'],
  },
  {
    name: 'a page that is called a photo is kept',
    file: 'src/http/files.ts',
    from: "if (sniffed === undefined || sniffed === 'image/heic')",
    to: "if (sniffed === 'image/heic')",
    tests: ['http/files'],
  },
  // What stays on a tablet.
  {
    name: 'what the live feed says stays in the files of the browser',
    file: 'src/http/live.ts',
    from: "'no-store, no-transform'",
    to: "'no-cache, no-transform'",
    tests: ['http/live.int'],
  },
  {
    name: 'what waits is sealed by a key that is gone after a reload',
    file: 'client/sync/outbox/entries.ts',
    from: '      await keepDeviceKey();\n',
    to: '',
    tests: ['outbox/outbox.test'],
  },
];

/** The mutant's file in a copy of the project, without the fault. Throws when the fault has no place in it, or several. */
export async function soundText(project: string, { name, file, from }: Mutant): Promise<string> {
  const sound = await readFile(path.join(project, file), 'utf8');
  if (sound.split(from).length === 2) return sound;
  throw new Error(`${file} has not exactly one place for "${name}": bring src/testing/mutants/list.ts up to date.`);
}
