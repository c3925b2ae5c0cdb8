import { createHash } from 'node:crypto';
import type { Db } from 'mongodb';
import { commands } from '../contracts/commands.ts';
import { aggregates, deciders } from '../domain/catalogue.ts';
import { LogBusy } from '../event-store/errors.ts';
import { EventStore } from '../event-store/store.ts';
import type { Step } from './steps.ts';
import { story } from './story.ts';

/** Each try waits ten seconds. */
const TRIES_MAX = 6;

export interface TellOptions {
  readonly log: Db;
  readonly timeZone: string;
  /** The moment that the story leads up to. */
  readonly now: Date;
  readonly seed: string;
}

/** Sends the commands of the story, each at its own moment. Commands of one moment go out together. */
export async function tell({ log, timeZone, now, seed }: TellOptions): Promise<void> {
  let clock = new Date(0);
  const store = await EventStore.open({ log, aggregates, deciders, timeZone, clock: () => clock });
  try {
    for (const [moment, { at, steps }] of story(now, timeZone).entries()) {
      clock = at;
      await Promise.all(steps.map((step, index) => send(store, step, idOf(seed, `${moment} ${index}`))));
    }
  } finally {
    await store.close();
  }
}

async function send(store: EventStore, step: Step, id: string): Promise<void> {
  const { type, by, expectedVersion } = step;
  const payload = commands[type].payload.parse(step.payload);
  const outcome = await patiently(() => store.handle({ id, type, payload, user: by.id, expectedVersion }));
  if (!outcome.accepted) throw new Error(`The demo company is wrong: ${type} was refused. ${outcome.refusal.detail}`);
}

/** Sends it again while the machine is too busy to answer in time, as a tablet would: it is recorded once at most. */
async function patiently<T>(handle: () => Promise<T>): Promise<T> {
  for (let triesLeft = TRIES_MAX - 1; ; triesLeft -= 1) {
    try {
      return await handle();
    } catch (error) {
      if (!(error instanceof LogBusy) || triesLeft === 0) throw error;
    }
  }
}

/** The same UUID for the same step, so that a load that was cut off repeats nothing. */
function idOf(seed: string, step: string): string {
  const hex = createHash('sha256').update(`${seed} ${step}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
