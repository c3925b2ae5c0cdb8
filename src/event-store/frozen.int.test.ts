import { randomInt, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { environment } from '../config.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { startWorker, type Worker } from '../testing/processes.ts';
import { assert, suite } from '../testing/suite.ts';
import { commitsOf } from './log.ts';
import type { Outcome } from './outcome.ts';
import { verifyLog } from './verify.ts';

/** MISTY_FREEZES=200 for the full count; MISTY_SEED gives a run again. */
const ROUNDS = Number(environment()['MISTY_FREEZES'] ?? 40);
const SEED = Number(environment()['MISTY_SEED'] ?? randomInt(2 ** 31));
/** What differs between rounds. */
const rounds = fc.record({
  /** Whether the server knows the jar already. Otherwise it has to load it first. */
  isWarm: fc.boolean(),
  /**
   * When the server is frozen: before the command goes out, or this long after. Reading, deciding and inserting take
   * less.
   */
  afterMs: fc.oneof(fc.constant(undefined), fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 3 })),
});

interface Door {
  readonly worker: Worker<{ port: number }>;
  readonly port: number;
}

suite(`event store: a server that is frozen (seed ${SEED})`, (test) => {
  let mongo: TestMongo;
  let doors: Door[] = [];
  test.before(async () => {
    mongo = await testMongo();
    doors = await Promise.all([openDoor(mongo), openDoor(mongo)]);
  });
  test.after(async () => {
    for (const { worker } of doors) process.kill(worker.pid, 'SIGCONT');
    await Promise.all(doors.map(({ worker }) => worker.kill()));
    await mongo.close();
  });

  test(
    'never records what was refused elsewhere, when its sender has hung up and gone there',
    async () => {
      const [frozen, other] = doors as [Door, Door];
      let refused = 0;
      for (const [round, { isWarm, afterMs }] of fc.sample(rounds, { seed: SEED, numRuns: ROUNDS }).entries()) {
        const jarId = `jar-${round}`;
        await sent(other, 'AddTokens', { jarId, count: 1 });
        if (isWarm) await sent(frozen, 'TakeTokens', { jarId, count: 5 });
        const id = randomUUID();
        const freeze = () => process.kill(frozen.worker.pid, 'SIGSTOP');
        if (afterMs === undefined) freeze();
        const waiting = post(frozen, 'TakeTokens', { jarId, count: 1 }, id);
        if (afterMs !== undefined) {
          await pause(afterMs);
          freeze();
        }
        await Promise.race([waiting.answer, pause(5)]);
        waiting.hangUp();
        // Somebody else takes the only token, so the first sender is refused elsewhere. Then there is a token again.
        await sent(other, 'TakeTokens', { jarId, count: 1 });
        const outcome = await sent(other, 'TakeTokens', { jarId, count: 1 }, id);
        await sent(other, 'AddTokens', { jarId, count: 1 });
        process.kill(frozen.worker.pid, 'SIGCONT');
        // Once this is through, so is all that it had before.
        await sent(frozen, 'AddTokens', { jarId, count: 1 });
        const isRecorded = (await commitsOf(mongo.logDb).countDocuments({ _id: id })) === 1;
        assert.is(isRecorded, outcome.accepted, `round ${round}, seed ${SEED}`);
        if (!outcome.accepted) refused += 1;
      }
      assert.ok(refused > ROUNDS / 10, `only ${refused} of ${ROUNDS} were refused elsewhere: nothing was tried`);
      assert.is((await verifyLog(mongo.logDb)).fault, undefined);
    },
    { timeoutMs: 30_000 + ROUNDS * 2_000 },
  );
});

async function openDoor(mongo: TestMongo): Promise<Door> {
  const args = [mongo.uri, mongo.logDb.databaseName];
  const worker = startWorker<{ port: number }>(new URL('../testing/door.worker.ts', import.meta.url), { args });
  return { worker, port: (await worker.next(undefined, 60_000)).port };
}

/** Posts a command on a line of its own. Undefined where the line ended without an answer. */
function post({ port }: Door, type: string, payload: object, id: string) {
  const outgoing = request({ host: '127.0.0.1', port, method: 'POST', agent: false });
  const answer = new Promise<Outcome | { error: string } | undefined>((resolve) => {
    outgoing.on('response', (response) => void json(response).then((told) => resolve(told as Outcome)));
    outgoing.on('error', () => resolve(undefined));
  });
  outgoing.end(JSON.stringify({ id, type, payload, user: 'ana' }));
  return { answer, hangUp: () => void outgoing.destroy() };
}

/** The same command again and again until there is an outcome. */
async function sent(door: Door, type: string, payload: object, id: string = randomUUID()): Promise<Outcome> {
  for (;;) {
    const told = await post(door, type, payload, id).answer;
    if (told !== undefined && 'accepted' in told) return told;
  }
}
