import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { readErased } from '../src/backup/erased.ts';
import { recoveryKeyOf } from '../src/backup/recovery-key.ts';
import { chosenSet, lookThrough, putFilesBack, restore } from '../src/backup/restore.ts';
import { Target } from '../src/backup/target.ts';
import { type Config, readConfig } from '../src/config.ts';
import { folderOf } from './backup.ts';
import { type Company, withCompany } from './company.ts';
import type { Finish } from './finish.ts';
import { progressView } from './progress-view.ts';
import { figure, note, print, printJson } from './terminal.ts';
import { placeOf } from './times.ts';

interface Choice {
  readonly from?: string;
  readonly set?: string;
  readonly at?: string;
  readonly recoveryKey?: string;
  readonly withoutKeys?: true;
  readonly dryRun?: true;
  readonly files?: true;
  readonly json?: true;
}

export function restoreCommand(command: Command, finish: Finish): void {
  command
    .option('--from <folder>', 'the folder of the backups; MISTY_BACKUP unless told')
    .option('--set <id>', 'another one than the newest: see "misty backup list"')
    .option('--at <place>', 'only up to this position or date, or before this time')
    .option(
      '--recovery-key <file>',
      'a file with the recovery key of the emergency kit; - reads it from standard input',
    )
    .option('--without-keys', 'without the recovery key: private details stay away, and a new key signs from now on')
    .option('--dry-run', 'look at all of it, and write nothing')
    .option('--files', 'only attached files that are missing or were changed; Misty may go on meanwhile')
    .option('--json', 'as one line of JSON')
    .addHelpText('after', '\nStop Misty first. Nothing is ever overwritten: the database must be empty.')
    .action((choice: Choice) =>
      finish(() =>
        choice.dryRun
          ? look(choice)
          : choice.files
            ? filesBack(readConfig(), choice)
            : withCompany(readConfig(), (company) => putBack(company, choice), { write: true }),
      ),
    );
}

/** No database is needed for it, and none is touched. */
async function look(choice: Choice): Promise<number> {
  const { from, set: id, withoutKeys = false, json } = choice;
  const target = new Target(folderOf(from, '--from'));
  const recoveryKey = await keyOf(choice);
  const { set } = await lookThrough({ config: readConfig(), target, set: id, withoutKeys, recoveryKey });
  const { made, position } = set.manifest;
  if (json) printJson({ ok: true, set: set.id, made, position });
  else print(`The backup ${set.id} can be restored: ${figure(position)} commits, all files as they were written.`);
  return 0;
}

async function putBack({ config, log, views }: Company, choice: Choice): Promise<number> {
  const { from, set, at, withoutKeys = false, json } = choice;
  const target = new Target(folderOf(from, '--from'));
  const view = progressView('restore', json ?? false);
  const recoveryKey = await keyOf(choice);
  const restored = await restore({
    ...{ log, views, config, target, set, withoutKeys, now: new Date(), recoveryKey },
    until: at === undefined ? undefined : untilOf(at, config.timeZone),
    onProgress: (position, head) => view.update({ position, head }),
  });
  view.end();
  if (json) {
    printJson({ ok: true, ...restored });
    return 0;
  }
  print(
    `Restored from ${restored.set}: ${figure(restored.position)} commits, ${restored.accounts} sign-in details, ${restored.sealed} private details, ${restored.files} files.`,
  );
  if (restored.erased > 0) print(`${restored.erased} private details were erased since, and stay away.`);
  if (at !== undefined)
    note(
      'Passwords and PINs are as in the backup. A password that was changed after that moment must be set anew: misty user reset',
    );
  print('Everybody signs in anew. Start Misty: the screens are built from the log.');
  return 0;
}

/** Attached files alone: into the company as it runs. */
async function filesBack(config: Config, { from, set, json }: Choice): Promise<number> {
  const target = new Target(folderOf(from, '--from'));
  const chosen = await chosenSet(target, set);
  const newest = await chosenSet(target, undefined);
  const erased = await readErased(target, newest.manifest.signers);
  const files = await putFilesBack({ config, target }, chosen.manifest, erased);
  if (json) printJson({ ok: true, set: chosen.id, files });
  else print(`All ${figure(files)} files of the backup ${chosen.id} are in their place.`);
  return 0;
}

function untilOf(
  text: string,
  timeZone: string,
): (commit: { readonly position: number; readonly at: Date }) => boolean {
  const place = placeOf(text, timeZone, 'to');
  return 'position' in place ? ({ position }) => position <= place.position : ({ at }) => at < place.at;
}

async function keyOf({ recoveryKey }: Choice): Promise<string | undefined> {
  return recoveryKey === undefined ? undefined : recoveryKeyOf(await keyText(recoveryKey));
}

async function keyText(file: string): Promise<string> {
  if (file !== '-') return await readFile(file, 'utf8');
  let text = '';
  for await (const chunk of process.stdin) text += String(chunk);
  return text;
}
