import type { Db } from 'mongodb';
import { calendarDateAt } from '../contracts/dates.ts';
import type { MovingRule } from '../contracts/moving.ts';
import { COMPANY } from '../domain/company.ts';
import { move } from '../domain/moving/moving.ts';
import { readAs } from '../event-store/commit.ts';
import type { EventStore } from '../event-store/store.ts';
import type { Seal } from '../private-details/seal.ts';
import { isMarked, requireFree, requireOldApplication } from './checks.ts';
import { Context } from './context.ts';
import { Group } from './group.ts';
import { commandIdOf, keyOf } from './identity.ts';
import { type Ledger, readDocuments, readLedger } from './ledger.ts';
import { unitsOf } from './plan.ts';
import { Planner, type Rejected, type Unit } from './planner.ts';
import { Counts, type MoveReport } from './report.ts';
import type { Source } from './source.ts';
import { type Spool, spoolOf } from './spool.ts';
import { LegacyTotals, MovedTotals } from './totals.ts';
import { newPart, type Part } from './unit-parts.ts';
import { updatesOf } from './updates.ts';
import { Writer } from './writer.ts';

export interface RunOptions {
  readonly source: Source;
  readonly log: Db;
  readonly views: Db;
  readonly timeZone: string;
  readonly dryRun: boolean;
  /** Whether documents that have changed since are brought up to date. */
  readonly update: boolean;
  /** Rules of the command line. They come before those that are kept. */
  readonly rules: readonly MovingRule[];
  readonly now: Date;
  readonly unitsPerCommit?: number;
  /** Opens the store with a clock that stands at the time of the run. Not called in a rehearsal. */
  readonly openStore: (clock: () => Date) => Promise<EventStore>;
  readonly seal: () => Promise<Seal>;
  readonly onProgress: (progress: MoveProgress) => void;
  readonly note: (line: string) => void;
}

export interface MoveProgress {
  readonly step: 'reading' | 'writing';
  readonly done: number;
  /** 0 as long as it is not known. */
  readonly total: number;
}

const PROGRESS_EVERY = 250;

/** A dump that was read to its end, and what it says. */
interface Gathered {
  readonly spool: Spool;
  readonly context: Context;
  readonly legacy: LegacyTotals;
  readonly counts: Counts;
}

/**
 * Moves a company in, or rehearses it. What is written is the same at every try: a run that was cut off is taken up where
 * it stopped, with the time that it began at.
 *
 * @throws SourceError which says what to do; nothing was written then
 */
export async function runMove(options: RunOptions): Promise<MoveReport> {
  const gathered = await gather(options);
  try {
    return await record(options, gathered);
  } finally {
    await gathered.spool.discard();
  }
}

async function gather({ source, onProgress, note }: RunOptions): Promise<Gathered> {
  const context = new Context();
  const legacy = new LegacyTotals();
  const counts = new Counts();
  const marked = new Map<string, number>();
  let read = 0;
  const spool = await spoolOf(source, (document, index) => {
    context.inspect(document, index);
    legacy.add(document);
    counts.of(document.collection).read += 1;
    if (isMarked(document)) marked.set(document.collection, (marked.get(document.collection) ?? 0) + 1);
    read += 1;
    if (read % PROGRESS_EVERY === 0) onProgress({ step: 'reading', done: read, total: 0 });
  });
  try {
    context.complete();
    requireOldApplication(spool, marked, note);
  } catch (error) {
    await spool.discard();
    throw error;
  }
  return { spool, context, legacy, counts };
}

/** The run that this is: a new one, or one that was cut off. */
interface Run {
  readonly number: number;
  readonly at: Date;
  readonly rules: readonly MovingRule[];
  /** What was there before it began. */
  readonly ledger: Ledger;
  /** Where the log ended then. */
  readonly upTo: number;
  readonly resumed: boolean;
  /** The run before it that is not gone on with. */
  readonly left: number | undefined;
  readonly done: ReadonlySet<string>;
}

async function runOf({ log, update, rules, now }: RunOptions, spool: Spool): Promise<Run> {
  const ledger = await readLedger(log);
  requireFree(ledger, spool);
  const { underWay } = ledger;
  const isSame = underWay?.fingerprint === spool.fingerprint && underWay.update === update;
  if (underWay === undefined || !isSame) {
    const number = Math.max(ledger.runs, underWay?.run ?? 0) + 1;
    const ruled = [...ledger.rules.filter((one) => !rules.some((told) => isFor(told, one))), ...rules];
    const of = { number, at: now, rules: ruled, left: underWay?.run, done: new Set<string>() };
    return { ...of, ledger, upTo: Number.POSITIVE_INFINITY, resumed: false };
  }
  // It decides on what was there before it began, as it did the first time.
  const upTo = underWay.position - 1;
  const of = { number: underWay.run, at: underWay.at, rules: underWay.rules, left: undefined, done: ledger.commands };
  return { ...of, ledger: await readLedger(log, undefined, upTo), upTo, resumed: true };
}

function isFor(one: MovingRule, other: MovingRule): boolean {
  return one.kind === other.kind && one.from === other.from;
}

async function record(options: RunOptions, gathered: Gathered): Promise<MoveReport> {
  const { log, views, source, timeZone, dryRun, update, openStore, seal } = options;
  const { spool, context, legacy, counts } = gathered;
  const run = await runOf(options, spool);
  const { ledger, at, done } = run;
  context.rulesAre(run.rules);
  const planner = new Planner({
    ...{ context, spool, source: 'the old application', today: calendarDateAt(at, timeZone), before: ledger.before },
    onSkipped({ collection }) {
      counts.of(collection).skipped += 1;
    },
  });
  const moved = new MovedTotals();
  if (ledger.documents.size > 0) await readLedger(log, (event) => moved.add(event), run.upTo);
  const writer = dryRun ? undefined : new Writer({ views, source: source.name, openStore, seal, at, done });
  try {
    const written = await recordUnits(options, gathered, { run, planner, moved, writer });
    const proven = dryRun || written === 0 || (await isIn(log, spool, planner.rejected, update));
    const report: MoveReport = {
      ok: counts.addUp && proven && (counts.changed === 0 || update),
      dryRun,
      collections: counts.toJSON(),
      totals: { before: legacy.figures, after: moved.figures, flagged: planner.marks },
      rejected: planner.rejected,
    };
    if (written > 0 || run.resumed) await writer?.finish(run.number, { ...report, ...briefly(report) });
    return report;
  } finally {
    await writer?.close();
  }
}

/** What the log keeps of a report: how many of what, as the documents themselves say the rest. */
function briefly({ totals, rejected }: MoveReport) {
  return { totals: { ...totals, flagged: totals.flagged.length }, rejected: rejected.length };
}

interface Recording {
  readonly run: Run;
  readonly planner: Planner;
  readonly moved: MovedTotals;
  readonly writer: Writer | undefined;
}

/** Goes through all units in order. Returns how many commits they made. */
async function recordUnits(options: RunOptions, { spool, counts }: Gathered, recording: Recording): Promise<number> {
  const { update, onProgress } = options;
  const { run, planner, moved, writer } = recording;
  const total = Object.values(spool.documents).reduce((sum, one) => sum + one, 0);
  const group = new Group(options.unitsPerCommit);
  let [shown, told, written] = [0, 0, 0];
  // One commit is on its way while the next is put together, and never two: they go in order.
  let underWay: Promise<void> | undefined;
  const flush = async () => {
    const { events, fresh, units } = group.take();
    if (events.length === 0) return;
    for (const event of events) moved.add({ ...event, type: readAs(event.type) });
    const { number, rules, left } = run;
    if (written === 0 && !run.resumed) await writer?.begin({ run: number, update, rules, left }, spool);
    written += 1;
    const id = commandIdOf('move', spool.fingerprint, String(number), String(written));
    const wentOn = move.event(COMPANY, 'MoveWentOn', { run: number, done: shown });
    await underWay;
    underWay = writer?.write(id, [...events, wentOn], fresh, units);
    // What went wrong with it is thrown where it is waited for.
    underWay?.catch(() => undefined);
  };
  try {
    for (const unit of unitsOf(planner)) {
      const found = newPart(unit, run.ledger, counts);
      shown += unit.documents.length;
      const part = found && (await withUpdates(options, planner, unit, found));
      if (part !== undefined && part.events.length > 0) {
        if (group.isFull(part)) await flush();
        group.add(part, unit);
      }
      if (shown - told < PROGRESS_EVERY) continue;
      told = shown;
      onProgress({ step: 'writing', done: shown, total });
    }
    await flush();
  } finally {
    // Whoever closes the writer then finds nothing on its way.
    await Promise.allSettled([underWay]);
  }
  await underWay;
  return written;
}

/** With what brings changed documents up to date, where that is wished. */
async function withUpdates({ log, update }: RunOptions, planner: Planner, unit: Unit, part: Part): Promise<Part> {
  const { events, changed = [] } = part;
  if (!update || changed.length === 0) return part;
  return { ...part, events: [...events, ...(await updatesOf(log, planner, unit, changed))] };
}

/** Reads back what the log holds: every document of the dump by its content, but for what is skipped. */
async function isIn(log: Db, spool: Spool, rejected: readonly Rejected[], update: boolean): Promise<boolean> {
  const documents = await readDocuments(log);
  const skipped = new Set(rejected.map(({ collection, id }) => keyOf(collection, id)));
  for (const collection of spool.collections.values()) {
    for (let index = 0; index < collection.count; index++) {
      const key = keyOf(collection.name, collection.idAt(index));
      if (skipped.has(key)) continue;
      const there = documents.get(key);
      if (there === undefined || (update && there !== collection.hashAt(index))) return false;
    }
  }
  return true;
}
