import { people } from '../projections/people.ts';
import { signIns } from '../projections/sign-ins.ts';
import { compareText } from '../src/contracts/in-order.ts';
import { roleWords } from '../src/contracts/permissions.ts';
import { type AccountSignIns, accountSignIns } from '../src/contracts/sign-in.ts';
import { type UserRow, userRow } from '../src/contracts/user.ts';
import { readCommits } from '../src/event-store/read.ts';
import type { NameOf, Projection } from '../src/projecting/definition.ts';
import { fold, type RowState, touches } from '../src/projecting/fold.ts';
import { readPointers } from '../src/projecting/pointers.ts';
import { rowsOf } from '../src/projecting/rows.ts';
import type { Company } from './company.ts';
import { columns, print, printJson } from './terminal.ts';
import { formatTime } from './times.ts';

/** Every account as the log has it now. No Misty has to run for that. */
export async function listAccounts(company: Company, json: boolean): Promise<number> {
  const accounts = (await viewsOf(company, people)).map((row) => userRow.parse(row));
  const states = (await viewsOf(company, signIns)).map((row) => accountSignIns.parse(row));
  const stateOf = new Map(states.map((state) => [state.id, state]));
  const all = accounts
    .toSorted((a, b) => compareText(a.name, b.name))
    .map((account) => ({ account, state: stateOf.get(account.id) }));
  if (json) {
    for (const { account, state } of all) printJson(lineOf(account, state));
    return 0;
  }
  const { timeZone } = company.config;
  const rows = all.map(({ account, state }) => rowOf(account, state, timeZone));
  for (const line of columns([['User name', 'Name', 'Role', 'Account', 'Last sign-in', ''], ...rows])) print(line);
  return 0;
}

function lineOf({ id: userId, username, name, role, email, active }: UserRow, state: AccountSignIns | undefined) {
  const { last, failed = 0, link } = state ?? {};
  const linkUntil = link?.expiresAt;
  return { userId, username, name, role, email, active, lastSignIn: last?.at, failed, linkUntil };
}

function rowOf({ username, name, role, active }: UserRow, state: AccountSignIns | undefined, timeZone: string) {
  const { last, failed = 0, link } = state ?? {};
  const out = link !== undefined && Date.parse(link.expiresAt) > Date.now();
  const remarks = [
    ...(failed > 0 ? [`${failed} failed since`] : []),
    ...(out ? [`a link is out until ${formatTime(new Date(link.expiresAt), timeZone)}`] : []),
  ];
  const at = last === undefined ? 'never' : formatTime(new Date(last.at), timeZone);
  return [username, name, roleWords[role], active ? 'open' : 'closed', at, remarks.join('; ')];
}

/** The rows of a read model, with what is in the log and not in them yet. */
async function viewsOf({ log, views }: Company, projection: Projection): Promise<readonly unknown[]> {
  const { name, version } = projection;
  const pointer = (await readPointers(views)).get(name);
  const rows = new Map<string, RowState>();
  const isOurs = pointer !== undefined && pointer.generation > 0 && pointer.version === version;
  if (isOurs) {
    for await (const { _id, position, row } of rowsOf(views, name, pointer.generation).find({})) {
      rows.set(_id, { position, row });
    }
  }
  const known = (id: string) => rows.get(id) ?? { position: 0 };
  for await (const commits of readCommits(log, { after: isOurs ? pointer.position : 0 })) {
    const { changed } = fold(projection, touches(projection, commits), known, () => false);
    for (const { id, position, row } of changed) rows.set(id, { position, row });
  }
  return [...rows].flatMap(([id, { row }]) => (row && projection.present(row, ids, id)) ?? []);
}

/** Rows of accounts name nobody else. */
const ids: NameOf = Object.assign((userId: string) => userId, { device: (id: string) => id, client: () => undefined });
