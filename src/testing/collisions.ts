import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { bundle } from '../../tools/built.js';
import { aggregates, deciders } from '../domain/catalogue.ts';
import type { Aggregate, DomainEvent, Recorded, Refusal } from '../domain/kernel.ts';
import { recordedEvents } from '../event-store/commit.ts';
import type { Accepted } from '../event-store/outcome.ts';
import { readAggregates, readCommits } from '../event-store/read.ts';
import { type Command, EventStore } from '../event-store/store.ts';
import { verifyLog } from '../event-store/verify.ts';
import { projectFolder } from '../folders.ts';
import { type AnyCommandType, type PayloadOf, World } from './domain/world.ts';
import { type TestMongo, testMongo } from './mongo.ts';
import { startWorker, type Worker } from './processes.ts';
import { assert } from './suite.ts';

/** What a process was told of a command. `error`: it broke. */
export type Told = Accepted | { accepted: false; refusal?: Refusal; error?: string };

/** Everything here happens on a Thursday morning in November, by clocks that run on from there. */
const BEGINS = '2026-11-12T00:30:00.000Z';
const ahead = Date.parse(BEGINS) - Date.now();

interface Said {
  readonly ready?: boolean;
  readonly round?: number;
  readonly outcomes: readonly Told[];
}

/** Several server processes on one log, told to do things all at once; and a store of the test's own beside them. */
export class Collisions {
  readonly mongo: TestMongo;
  readonly store: EventStore;
  /** The processes. One that is killed is replaced by `start`. */
  readonly workers: Worker<Said>[] = [];
  #round = 0;

  private constructor(mongo: TestMongo, store: EventStore) {
    this.mongo = mongo;
    this.store = store;
  }

  static async open(processes: number): Promise<Collisions> {
    const mongo = await testMongo();
    const clock = () => new Date(Date.now() + ahead);
    const store = await EventStore.open({
      ...{ log: mongo.logDb, aggregates, deciders, timeZone: 'Australia/Sydney', clock },
    });
    const collisions = new Collisions(mongo, store);
    const started = Array.from({ length: processes }, () => collisions.start());
    collisions.workers.push(...(await Promise.all(started)));
    return collisions;
  }

  /** One more process, ready for commands. */
  async start(): Promise<Worker<Said>> {
    const worker = startWorker<Said>(await builtWorker(), {
      args: [this.mongo.uri, this.mongo.logDb.databaseName, BEGINS],
    });
    // Many at once take a while where others are at work too.
    await worker.next(({ ready }) => ready === true, 60_000);
    return worker;
  }

  /** Hands each process its share, all at once, and waits for every outcome, in the order of the commands. */
  async collide(...shares: readonly (readonly Command[])[]): Promise<Told[]> {
    const round = ++this.#round;
    const asked = shares.flatMap((commands, index) =>
      commands.length === 0 ? [] : [{ worker: this.workers[index], commands }],
    );
    for (const { worker, commands } of asked) worker?.send({ round, commands });
    const answers = await Promise.all(asked.map(({ worker }) => worker?.next((said) => said.round === round, 110_000)));
    return answers.flatMap((said) => [...(said?.outcomes ?? [])]);
  }

  /** Sends a command that must be accepted. */
  async done<Type extends AnyCommandType>(
    type: Type,
    payload: PayloadOf<Type>,
    more: Partial<Command> = {},
  ): Promise<Accepted> {
    const outcome = await this.store.handle(command(type, payload, more));
    assert.ok(outcome.accepted, JSON.stringify(outcome));
    return outcome as Accepted;
  }

  /** The log as it lies in the database, which must be sound, folded anew. `check` is called behind each event. */
  async world(check: (world: World, event: Recorded) => void = () => undefined): Promise<World> {
    const { fault } = await verifyLog(this.mongo.logDb);
    assert.is(fault, undefined, JSON.stringify(fault));
    const world = new World();
    for await (const commits of readCommits(this.mongo.logDb)) {
      for (const { events, at, actor } of commits) {
        const told = events.map(({ stream: { aggregate }, type, v, data }) => ({ aggregate, type, v, data }));
        world.record(told, { at, user: actor.user }, (event) => check(world, event));
      }
    }
    return world;
  }

  /** One aggregate alone, folded from what the database has of it. */
  async read<State, Event extends DomainEvent>(aggregate: Aggregate<State, Event>, id: string): Promise<State> {
    const commits = await readAggregates(this.mongo.logDb, [aggregate.at(id)]);
    return commits
      .flatMap(recordedEvents)
      .filter((event) => event.aggregate === aggregate.at(id))
      .reduce((state, event) => aggregate.evolve(state, event as unknown as Recorded<Event>), aggregate.initial);
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.kill()));
    await this.store.close();
    await this.mongo.close();
  }
}

/** A command under a new id, by Priya unless told. */
export function command<Type extends AnyCommandType>(
  type: Type,
  payload: PayloadOf<Type>,
  more: Partial<Command> = {},
): Command {
  return { id: randomUUID(), type, payload, user: 'priya', ...more };
}

export function yes(outcomes: readonly Told[]): readonly Accepted[] {
  return outcomes.filter((outcome) => outcome.accepted);
}

/** The refusals. Nothing may have broken. */
export function no(outcomes: readonly Told[]): readonly Refusal[] {
  return outcomes.flatMap((outcome) => {
    if (outcome.accepted) return [];
    assert.is(outcome.error, undefined);
    return outcome.refusal === undefined ? [] : [outcome.refusal];
  });
}

/** The event of another person that a refusal names, as it lies in the log: who it was, and when. */
export function winnerOf(world: World, refusal: Refusal | undefined): Recorded {
  const { winner } = refusal ?? {};
  const event = world.log.find((one) => one.aggregate === winner?.aggregate && one.sequence === winner.sequence);
  if (winner === undefined || event === undefined) throw new Error(`Nobody is named: ${JSON.stringify(refusal)}`);
  const { user, at, type, position } = winner;
  assert.equal([user, new Date(at), type, position], [event.user, event.at, event.type, event.position]);
  return event;
}

/** Its process as one file of plain JavaScript, which starts in a fraction of the time. Made once for all files of tests. */
function builtWorker(): Promise<string> {
  built ??= (async () => {
    const folder = path.join(projectFolder, 'dist', `tests-${process.pid}`);
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    await bundle('src/testing/store.worker.ts', folder);
    return path.join(folder, 'store.worker.js');
  })();
  return built;
}

let built: Promise<string> | undefined;
