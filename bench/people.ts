import type { Db } from 'mongodb';
import { addDays } from '../src/contracts/week.ts';
import { commitsOf } from '../src/event-store/log.ts';
import type { EventStore } from '../src/event-store/store.ts';
import type { Bench } from './bench.ts';
import { type Figure, type FigureGroup, figure } from './figures.ts';
import { workOff } from './load.ts';
import { rawInserts, recorded } from './raw.ts';
import { openStore } from './shop.ts';
import { approve, finalise, handIn, openRun, plantStaff, type Week } from './staff.ts';
import { ratioOf, spreadOf } from './statistics.ts';

const PEOPLE = 30;
const CLIENTS = 16;
/** A day that tax tables cover, whichever day today is. */
const TODAY = '2026-11-12';
const LAST_MONDAY = '2026-11-02';

/** What approving and paying the weeks of a company costs beside the bare inserts of what is recorded. */
export async function benchPeople(bench: Bench): Promise<readonly FigureGroup[]> {
  const [rounds, weeksEach, runsPaid] = bench.quick ? [2, 4, 4] : [6, 8, 24];
  const log = bench.database('people_log');
  const store = await openStore(log, () => new Date(`${TODAY}T00:00:00Z`));
  try {
    const staff = await plantStaff(store, PEOPLE);
    // One round more than counts: it opens the connections and lets the compiler see the path.
    const turns = Array.from({ length: rounds + 1 }, (_, round) => weeksOf(staff, round * weeksEach, weeksEach));
    await workOff(64, turns.flat(), (week) => handIn(store, week));
    const approvals = await approvalFigures(bench, log, store, turns);
    const runs = await payRunFigures(bench, log, store, staff, runsPaid);
    const how =
      `${PEOPLE} people, each with ${(rounds + 1) * weeksEach} weeks of five shifts and two hours of overtime, through ` +
      `EventStore.handle, in turns with insertOne of the same documents into a collection with the same indexes and write ` +
      `concern. ${rounds} rounds of ${PEOPLE * weeksEach} approvals, then ${runsPaid} pay runs one by one; the ratio is taken in each round.`;
    return [{ name: 'people', title: 'Approvals and pay against bare inserts', how, figures: [...approvals, ...runs] }];
  } finally {
    await store.close();
  }
}

async function approvalFigures(
  bench: Bench,
  log: Db,
  store: EventStore,
  [warmUp = [], ...turns]: readonly (readonly Week[])[],
): Promise<Figure[]> {
  await workOff(CLIENTS, warmUp, (week) => approve(store, week));
  const insert = await rawInserts(bench.database('people_raw'), await recorded(log, 'ApproveTimesheet', warmUp.length));
  await workOff(CLIENTS, warmUp, insert);
  const raw: number[] = [];
  const approved: number[] = [];
  const calculated: number[] = [];
  for (const weeks of turns) {
    bench.signal.throwIfAborted();
    raw.push((await workOff(CLIENTS, weeks, insert)).perSecond);
    const before = await calculationsIn(log);
    const { perSecond } = await workOff(CLIENTS, weeks, (week) => approve(store, week));
    approved.push(perSecond);
    // Counted in the log, not taken for granted: one for each approval.
    calculated.push((perSecond * ((await calculationsIn(log)) - before)) / weeks.length);
  }
  const at = `${CLIENTS} clients`;
  return [
    figure(`durable insertOne of approvals, ${at}`, '/s', spreadOf(raw)),
    figure(`ApproveTimesheet, ${at}`, '/s', spreadOf(approved)),
    figure(`ApproveTimesheet against insertOne, ${at}`, '×', ratioOf(approved, raw)),
    figure(`PayCalculated in the log, ${at}`, '/s', spreadOf(calculated)),
    figure(`PayCalculated against insertOne, ${at}`, '×', ratioOf(calculated, raw)),
  ];
}

async function payRunFigures(
  bench: Bench,
  log: Db,
  store: EventStore,
  staff: readonly string[],
  runs: number,
): Promise<Figure[]> {
  const pay = async (run: number) => {
    const period = mondayBefore(run);
    await openRun(store, period, TODAY);
    return await tookMs(() => finalise(store, period, staff));
  };
  await pay(0);
  const insert = await rawInserts(bench.database('pay_raw'), await recorded(log, 'FinalisePayRun', 1));
  await insert();
  const raw: number[] = [];
  const finalised: number[] = [];
  for (let run = 1; run <= runs; run++) {
    bench.signal.throwIfAborted();
    raw.push(await tookMs(insert));
    finalised.push(await pay(run));
  }
  return [
    figure(`durable insertOne of a pay run, ${PEOPLE} people`, 'ms', spreadOf(raw)),
    figure(`FinalisePayRun in one commit, ${PEOPLE} people`, 'ms', spreadOf(finalised)),
    figure(`FinalisePayRun against insertOne, ${PEOPLE} people`, '×', ratioOf(finalised, raw)),
  ];
}

function weeksOf(staff: readonly string[], from: number, count: number): readonly Week[] {
  const mondays = Array.from({ length: count }, (_, index) => mondayBefore(from + index));
  return mondays.flatMap((monday) => staff.map((employeeId) => ({ employeeId, monday })));
}

function mondayBefore(weeks: number): string {
  return addDays(LAST_MONDAY, -7 * weeks);
}

function calculationsIn(log: Db): Promise<number> {
  return commitsOf(log).countDocuments({ 'events.type': 'PayCalculated' });
}

async function tookMs(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
