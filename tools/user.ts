import { randomInt, randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { type Command, Option } from 'commander';
import { openCredentials } from '../src/auth/credentials.ts';
import { createPasswords } from '../src/auth/passwords.ts';
import { readConfig } from '../src/config.ts';
import { type Role, roles } from '../src/contracts/permissions.ts';
import { userCommands } from '../src/contracts/user.ts';
import { aggregates, deciders } from '../src/domain/catalogue.ts';
import { name as nameAggregate, nameId } from '../src/domain/name/decider.ts';
import { readAggregates } from '../src/event-store/read.ts';
import { EventStore } from '../src/event-store/store.ts';
import { type Company, withCompany } from './company.ts';
import { Failure, UsageError } from './failure.ts';
import type { Finish } from './program.ts';
import { note, print, printJson } from './terminal.ts';

interface UserChoice {
  readonly name: string;
  readonly role: Role;
  readonly email?: string;
  readonly passwordStdin?: true;
  readonly json?: true;
}

/** What the log names as the one who did it. */
const OPERATOR = 'operator';
const PASSWORD_MIN = 10;
const PASSWORD_MAX = 200;

export function userCommand(command: Command, finish: Finish): void {
  command
    .command('add')
    .description('add a person; the password is asked for, or made up and printed where nobody can be asked')
    .argument('<username>', 'what they type to sign in')
    .requiredOption('--name <name>', 'what they are called')
    .addOption(new Option('--role <role>', 'what they may do').choices(roles).makeOptionMandatory())
    .option('--email <address>', 'their e-mail address')
    .option('--password-stdin', 'read the password from standard input')
    .option('--json', 'as one line of JSON')
    .action((username: string, choice: UserChoice) =>
      finish(() => withCompany(readConfig(), (company) => add(company, username, choice), { write: true })),
    );
  command
    .command('password')
    .description('give a person another password')
    .argument('<username>', 'what they type to sign in')
    .option('--password-stdin', 'read the password from standard input')
    .option('--json', 'as one line of JSON')
    .action((username: string, choice: Pick<UserChoice, 'passwordStdin' | 'json'>) =>
      finish(() => withCompany(readConfig(), (company) => change(company, username, choice))),
    );
}

async function add(company: Company, username: string, choice: UserChoice): Promise<number> {
  const { name, role, email, json } = choice;
  const userId = randomUUID();
  const payload = { userId, username, name, role, ...(email !== undefined && { email }) };
  const { success, error } = userCommands.RegisterUser.payload.safeParse(payload);
  if (!success) {
    throw new UsageError(error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`).join('\n'));
  }
  const { password, made } = await choosePassword(choice);
  const { config, log, views } = company;
  const store = await EventStore.open({ log, aggregates, deciders, timeZone: config.timeZone });
  try {
    const outcome = await store.handle({ id: randomUUID(), type: 'RegisterUser', payload, user: OPERATOR });
    if (!outcome.accepted) throw new Failure(outcome.refusal.detail);
  } finally {
    await store.close();
  }
  await openCredentials(views).set(userId, await createPasswords().hash(password));
  if (json) printJson({ userId, username, name, role, ...(made && { password }) });
  else print(`${name} may sign in as ${username}${made ? ` with the password ${password}` : ''}.`);
  return 0;
}

async function change(
  { log, views }: Company,
  username: string,
  choice: Pick<UserChoice, 'passwordStdin' | 'json'>,
): Promise<number> {
  const userId = await userIdOf(log, username);
  const { password, made } = await choosePassword(choice);
  await openCredentials(views).set(userId, await createPasswords().hash(password));
  if (choice.json) printJson({ userId, username, ...(made && { password }) });
  else print(`The password of ${username} is changed${made ? ` to ${password}` : ''}.`);
  return 0;
}

/** From the log itself, so that it needs no read model to be up to date. */
async function userIdOf(log: Company['log'], username: string): Promise<string> {
  const claim = nameAggregate.at(nameId('user-name', username));
  const owners = (await readAggregates(log, [claim]))
    .flatMap(({ events }) => events)
    .filter(({ stream }) => stream.aggregate === claim)
    .map(({ data }) => ('owner' in data ? String(data.owner) : ''));
  const owner = owners.at(-1);
  if (owner === undefined) throw new Failure(`There is nobody with the user name ${username}.`);
  return owner.slice(owner.indexOf('/') + 1);
}

async function choosePassword({ passwordStdin }: Pick<UserChoice, 'passwordStdin'>) {
  if (passwordStdin) return { password: checked(await firstLine()), made: false };
  if (process.stdin.isTTY === true) return { password: checked(await ask()), made: false };
  return { password: makeUp(), made: true };
}

function checked(password: string): string {
  if (password.length >= PASSWORD_MIN && password.length <= PASSWORD_MAX) return password;
  throw new UsageError(`The password must have at least ${PASSWORD_MIN} and at most ${PASSWORD_MAX} characters.`);
}

/** Five groups of four letters that cannot be mistaken for each other: some 90 bits. */
function makeUp(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = (): string => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: 5 }, group).join('-');
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}

/** Asks without showing what is typed. */
async function ask(): Promise<string> {
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: hidden, terminal: true });
  process.stderr.write(`Password (at least ${PASSWORD_MIN} characters): `);
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    note('');
  }
}
