import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { openCredentials } from '../src/auth/credentials.ts';
import { linkPath, makeLink, openLinks } from '../src/auth/links.ts';
import { type Owner, weaknessOf } from '../src/auth/password-rules.ts';
import { createPasswords } from '../src/auth/passwords.ts';
import { openPins } from '../src/auth/pins.ts';
import { type SecurityLog, securityLogTo } from '../src/auth/security-log.ts';
import { openSessions } from '../src/auth/sessions.ts';
import { setPassword } from '../src/auth/set-password.ts';
import { type Config, readConfig } from '../src/config.ts';
import type { CommandPayload } from '../src/contracts/commands.ts';
import { OPERATOR } from '../src/contracts/operator.ts';
import { userCommands } from '../src/contracts/user.ts';
import { databaseTime, openClock } from '../src/database/clock.ts';
import { aggregates, deciders } from '../src/domain/catalogue.ts';
import { name as nameAggregate, nameId } from '../src/domain/name/decider.ts';
import { user } from '../src/domain/user/decider.ts';
import { recordedEvents } from '../src/event-store/commit.ts';
import { readAggregates } from '../src/event-store/read.ts';
import { EventStore } from '../src/event-store/store.ts';
import { type Company, withCompany } from './company.ts';
import { Failure, UsageError } from './failure.ts';

type UserCommandType = keyof typeof userCommands;

/** What the operator does with accounts, by the same commands and rules as everybody. */
export interface Accounts {
  readonly timeZone: string;
  /** @throws Failure where nobody has this user name. */
  find(username: string): Promise<{ readonly userId: string; readonly name: string }>;
  /** Gives the id of the new account. */
  register(card: Omit<CommandPayload<'RegisterUser'>, 'userId'>): Promise<string>;
  /** @throws Failure with the sentence of the rule that says no. */
  send<Type extends UserCommandType>(type: Type, payload: CommandPayload<Type>): Promise<void>;
  /** @throws UsageError that says why it is not good enough. */
  goodPassword(password: string, owner: Owner): Promise<string>;
  setPassword(userId: string, password: string): Promise<void>;
  makeLink(userId: string): Promise<{ readonly link: string; readonly expiresAt: Date }>;
}

export async function withAccounts<T>(
  work: (accounts: Accounts) => Promise<T>,
  options: { readonly write?: boolean } = {},
): Promise<T> {
  return await withCompany(readConfig(), (company) => withAccountsOf(company, work), options);
}

type Books = Pick<Company, 'log' | 'views'> & { readonly config: Pick<Config, 'timeZone' | 'publicUrl' | 'port'> };

/** The same in a company that is open already. */
export async function withAccountsOf<T>(company: Books, work: (accounts: Accounts) => Promise<T>): Promise<T> {
  const { config, log, views } = company;
  const { now: clock, close } = await openClock(() => databaseTime(views));
  const store = await EventStore.open({ log, aggregates, deciders, timeZone: config.timeZone, clock });
  try {
    return await work(accountsOf(company, store, clock));
  } finally {
    await store.close();
    close();
  }
}

/** A line of standard input. */
export async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}

function accountsOf({ config, log, views }: Books, store: EventStore, clock: () => Date): Accounts {
  // Nothing is read from read models here, so nothing has to be waited for.
  const securityLog: SecurityLog = securityLogTo(store, { waitFor: async () => true });
  const accounts: Accounts = {
    timeZone: config.timeZone,

    async find(username) {
      const userId = await ownerOf(log, username);
      const card = (await eventsOf(log, user.at(userId))).findLast(({ data }) => 'name' in data)?.data;
      return { userId, name: card !== undefined && 'name' in card ? String(card.name) : username };
    },

    async register(card) {
      const userId = randomUUID();
      await accounts.send('RegisterUser', { userId, ...card });
      return userId;
    },

    async send(type, payload) {
      const { success, error } = userCommands[type].payload.safeParse(payload);
      if (!success) {
        throw new UsageError(error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`).join('\n'));
      }
      const outcome = await store.handle({ id: randomUUID(), type, payload, user: OPERATOR });
      if (!outcome.accepted) throw new Failure(outcome.refusal.detail);
    },

    async goodPassword(password, owner) {
      const weakness = await weaknessOf(password, owner);
      if (weakness !== undefined) throw new UsageError(weakness);
      return password;
    },

    async setPassword(userId, password) {
      const [credentials, sessions] = [await openCredentials(views, clock), await openSessions(views, clock)];
      const auth = {
        credentials,
        sessions,
        passwords: createPasswords(),
        pins: openPins(views, clock),
        log: securityLog,
      };
      await setPassword(auth, { userId, password, by: OPERATOR, way: 'operator' });
    },

    async makeLink(userId) {
      const auth = { links: await openLinks(views), log: securityLog, clock };
      const { token, expiresAt } = await makeLink(auth, userId, OPERATOR);
      return { link: addressOf(config) + linkPath(token), expiresAt };
    },
  };
  return accounts;
}

/** From the log itself, so that it needs no read model to be up to date. */
async function ownerOf(log: Company['log'], username: string): Promise<string> {
  const last = (await eventsOf(log, nameAggregate.at(nameId('user-name', username)))).at(-1);
  if (last?.type !== 'NameClaimed' || !('owner' in last.data)) {
    throw new Failure(`There is nobody with the user name ${username}.`);
  }
  const owner = String(last.data.owner);
  return owner.slice(owner.indexOf('/') + 1);
}

async function eventsOf(log: Company['log'], aggregate: string) {
  const commits = await readAggregates(log, [aggregate]);
  return commits.flatMap(recordedEvents).filter((event) => event.aggregate === aggregate);
}

/** How the link is reached from this machine, where nobody has said how it is reached from elsewhere. */
function addressOf({ publicUrl, port }: Books['config']): string {
  return publicUrl ?? (port === 0 ? '' : `http://localhost:${port}`);
}
