import { type Command, Option } from 'commander';
import { readConfig } from '../src/config.ts';
import { type Role, roles } from '../src/contracts/permissions.ts';
import { listAccounts } from './account-list.ts';
import { type Accounts, firstLine, withAccounts } from './accounts.ts';
import { withCompany } from './company.ts';
import type { Finish } from './finish.ts';
import { print, printJson } from './terminal.ts';
import { formatTime } from './times.ts';

interface Choice {
  readonly json?: true;
  readonly reason?: string;
  readonly passwordStdin?: true;
}

interface NewUser extends Choice {
  readonly name: string;
  readonly role: Role;
  readonly email?: string;
}

export function userCommand(command: Command, finish: Finish): void {
  command.addHelpText('after', '\nA running Misty follows it at once.');
  const one = (name: string, description: string) =>
    command
      .command(name)
      .description(description)
      .argument('<username>', 'what they type to sign in')
      .option('--json', 'as one line of JSON');
  const withPassword = (subcommand: Command) =>
    subcommand.option('--password-stdin', 'no link: set the password that is read from standard input');

  withPassword(one('add', 'add a person, and print a one-time link with which they choose a password'))
    .requiredOption('--name <name>', 'what they are called')
    .addOption(new Option('--role <role>', 'what they may do').choices(roles).makeOptionMandatory())
    .option('--email <address>', 'their e-mail address')
    .action((username: string, choice: NewUser) =>
      finish(() => withAccounts((accounts) => add(accounts, username, choice), { write: true })),
    );
  withPassword(one('reset', 'print a one-time link with which a person chooses another password')).action(
    (username: string, choice: Choice) => finish(() => withAccounts((accounts) => reset(accounts, username, choice))),
  );
  one('role', 'let a person do more, or less')
    .addArgument(command.createArgument('<role>', 'what they may do').choices(roles))
    .option('--reason <why>', 'why, for the log')
    .action((username: string, role: Role, choice: Choice) =>
      finish(() => withAccounts((accounts) => changeRole(accounts, username, role, choice))),
    );
  one('disable', 'close an account: its person is signed out everywhere')
    .option('--reason <why>', 'why, for the log')
    .action((username: string, choice: Choice) =>
      finish(() => withAccounts((accounts) => close(accounts, username, choice))),
    );
  one('enable', 'open a closed account again').action((username: string, choice: Choice) =>
    finish(() => withAccounts((accounts) => open(accounts, username, choice))),
  );
  command
    .command('list')
    .description('list the accounts: role, last sign-in, and what failed since')
    .option('--json', 'a line of JSON for each account')
    .action((choice: Choice) =>
      finish(() => withCompany(readConfig(), (company) => listAccounts(company, choice.json ?? false))),
    );
}

async function add(accounts: Accounts, username: string, choice: NewUser): Promise<number> {
  const { name, role, email } = choice;
  const password = choice.passwordStdin && (await accounts.goodPassword(await firstLine(), { username, name }));
  const userId = await accounts.register({ username, name, role, ...(email !== undefined && { email }) });
  const known = { userId, username, name, role };
  if (password === undefined) return await tellLink(accounts, known, choice);
  await accounts.setPassword(userId, password);
  return tell(known, `${name} may sign in as ${username}.`, choice);
}

async function reset(accounts: Accounts, username: string, choice: Choice): Promise<number> {
  const { userId, name } = await accounts.find(username);
  const known = { userId, username };
  if (!choice.passwordStdin) return await tellLink(accounts, { ...known, name }, choice);
  await accounts.setPassword(userId, await accounts.goodPassword(await firstLine(), { username, name }));
  return tell(known, `The password of ${username} is set. Every sign-in of theirs has ended.`, choice);
}

async function changeRole(
  accounts: Accounts,
  username: string,
  role: Role,
  { reason, ...choice }: Choice,
): Promise<number> {
  const { userId, name } = await accounts.find(username);
  await accounts.send('ChangeUserRole', { userId, role, ...(reason !== undefined && { reason }) });
  return tell({ userId, username, role }, `${name} has the role ${role} from now on.`, choice);
}

async function close(accounts: Accounts, username: string, { reason, ...choice }: Choice): Promise<number> {
  const { userId, name } = await accounts.find(username);
  await accounts.send('DeactivateUser', { userId, ...(reason !== undefined && { reason }) });
  return tell({ userId, username, active: false }, `The account of ${name} is closed.`, choice);
}

async function open(accounts: Accounts, username: string, choice: Choice): Promise<number> {
  const { userId, name } = await accounts.find(username);
  await accounts.send('ReactivateUser', { userId });
  return tell({ userId, username, active: true }, `The account of ${name} is open.`, choice);
}

async function tellLink(
  accounts: Accounts,
  known: { readonly userId: string; readonly username: string; readonly name: string },
  choice: Choice,
): Promise<number> {
  const { link, expiresAt } = await accounts.makeLink(known.userId);
  const until = formatTime(expiresAt, accounts.timeZone);
  const words = `${known.name} signs in as ${known.username}, and chooses a password with this link, once, until ${until}:`;
  return tell({ ...known, link, expiresAt }, `${words}\n${link}`, choice);
}

function tell(known: object, words: string, { json }: Choice): number {
  if (json) printJson(known);
  else print(words);
  return 0;
}
