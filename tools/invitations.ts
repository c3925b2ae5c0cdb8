import { writeFile } from 'node:fs/promises';
import { openCredentials } from '../src/auth/credentials.ts';
import type { Config } from '../src/config.ts';
import type { Recorded } from '../src/domain/kernel.ts';
import { user } from '../src/domain/user/decider.ts';
import type { UserEvent } from '../src/domain/user/events.ts';
import { recordedEvents } from '../src/event-store/commit.ts';
import { readCommits } from '../src/event-store/read.ts';
import { withAccounts } from './accounts.ts';
import { type Company, withCompany } from './company.ts';
import { Failure } from './failure.ts';
import { note } from './terminal.ts';
import { formatTime } from './times.ts';

interface Invited {
  readonly userId: string;
  readonly username: string;
  readonly name: string;
}

/** A link for each open account without a password. They are secrets: the file is new, and for its owner only. */
export async function writeInvitations(config: Config, file: string): Promise<void> {
  // Before any link is made: one that could not be written down would be lost.
  await writeFile(file, '', { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'EEXIST' ? 'is there already: name a new file' : `cannot be written: ${error.message}`;
    throw new Failure(`${file} ${why}.`);
  });
  const people = await withCompany(config, withoutPassword);
  const lines = await withAccounts(async ({ makeLink, timeZone }) => {
    const made: string[] = [];
    for (const { userId, username, name } of people) {
      const { link, expiresAt } = await makeLink(userId);
      made.push([name, username, link, formatTime(expiresAt, timeZone)].join('\t'));
    }
    return made;
  });
  await writeFile(file, ['name\tuser name\tlink\tvalid until', ...lines, ''].join('\n'));
  note(`${lines.length} invitations are in ${file}. Each link is good once. Hand them out, and delete the file.`);
}

async function withoutPassword({ log, views }: Company): Promise<Invited[]> {
  const states = new Map<string, typeof user.initial>();
  for await (const commits of readCommits(log)) {
    for (const event of commits.flatMap(recordedEvents)) {
      if (!event.aggregate.startsWith('user/')) continue;
      const id = event.aggregate.slice('user/'.length);
      states.set(id, user.evolve(states.get(id) ?? user.initial, event as Recorded<UserEvent>));
    }
  }
  const credentials = await openCredentials(views);
  const invited: Invited[] = [];
  for (const [userId, state] of states) {
    if (state.status !== 'active' || (await credentials.hashOf(userId)) !== undefined) continue;
    invited.push({ userId, username: state.username, name: state.name });
  }
  return invited;
}
