import type { Db } from 'mongodb';
import type { Auth } from '../auth/auth.ts';
import { Reaches } from '../auth/reach.ts';
import type { EventStore } from '../event-store/store.ts';
import type { ReadModels } from '../projecting/read-models.ts';
import type { Reach } from './address.ts';
import { type Choices, openChoices } from './choices.ts';
import type { PushKey } from './push-key.ts';
import { openQueue } from './queue.ts';
import { type Pace, Sender, usualPace } from './sender.ts';
import { State } from './state.ts';
import { openSubscriptions, type Subscriptions } from './subscriptions.ts';
import { openTurn } from './turn.ts';
import { openUnsentWork, type UnsentWork } from './unsent.ts';

/** What the door needs: who is told on which device, and of what. */
export interface Push {
  /** By which browsers know messages of this server. */
  readonly publicKey: string;
  /** Where a push service may be. */
  readonly reach: Reach;
  readonly subscriptions: Subscriptions;
  readonly choices: Choices;
  readonly unsent: UnsentWork;
}

export interface PushOptions {
  /** The database that may be changed; never the one of the log. */
  readonly views: Db;
  readonly key: PushKey;
  readonly clock: () => Date;
  /** Public push services alone, unless told. */
  readonly reach?: Reach;
}

export async function openPush({ views, key, clock, reach = 'public' }: PushOptions): Promise<Push> {
  return {
    publicKey: key.publicKey,
    reach,
    subscriptions: await openSubscriptions(views, clock),
    choices: openChoices(views),
    unsent: await openUnsentWork(views, clock),
  };
}

export interface StartSenderOptions extends PushOptions {
  readonly push: Push;
  readonly log: Db;
  readonly store: Pick<EventStore, 'commitsAfter'>;
  readonly readModels: ReadModels;
  readonly auth: Pick<Auth, 'people' | 'sessions'>;
  readonly timeZone: string;
  readonly onError: (error: unknown) => void;
  readonly onFault?: (why: string) => void;
  readonly timeoutMs?: number;
  readonly pace?: Pace;
}

/** Begins to send. Read models must be served. */
export async function startSender(options: StartSenderOptions): Promise<Sender> {
  const { push, readModels, auth, timeZone, clock, views, pace = usualPace } = options;
  const { people, sessions } = auth;
  const reaches = new Reaches({ employees: readModels, people, timeZone, clock });
  const { subscriptions, choices, unsent, reach } = push;
  return new Sender({
    ...options,
    source: options.store,
    ...{ subscriptions, choices, unsent, reach, pace },
    read: () => readModels.position,
    state: new State({ readModels, reaches, people, sessions, unsent }),
    turn: await openTurn(views, { head: readModels.position, clock, turnMs: pace.turnMs }),
    queue: await openQueue(views, clock),
  });
}
