import type { Command } from 'commander';
import { backUp } from '../src/backup/back-up.ts';
import { BackupError } from '../src/backup/backup-error.ts';
import { size } from '../src/backup/judge.ts';
import { listSets, readSet } from '../src/backup/manifest.ts';
import { readBackupNotes, writeBackupNote } from '../src/backup/notes.ts';
import { chosenSet } from '../src/backup/restore.ts';
import { Target } from '../src/backup/target.ts';
import { readConfig } from '../src/config.ts';
import { faultWords } from '../src/files/attached.ts';
import { checkBackup } from './backup-check.ts';
import { type Company, withCompany } from './company.ts';
import { failureOf, UsageError } from './failure.ts';
import type { Finish } from './finish.ts';
import { progressView } from './progress-view.ts';
import { columns, figure, note, print, printJson } from './terminal.ts';
import { formatTime } from './times.ts';
import { version } from './version.ts';

interface Choice {
  readonly to?: string;
  readonly from?: string;
  readonly set?: string;
  readonly json?: true;
}

export function backupCommand(command: Command, finish: Finish): void {
  command
    .option('--to <folder>', 'the folder to back up to, such as a mounted share; MISTY_BACKUP unless told')
    .option('--json', 'as one line of JSON')
    .addHelpText(
      'after',
      '\nA Misty that runs goes on meanwhile. Only what is new is written; sets are kept for 30 days.',
    )
    .action((choice: Choice) => finish(() => withCompany(readConfig(), (company) => make(company, choice))));
  command
    .command('verify')
    .description('restore the newest backup on trial, start Misty on it, sign in, and compare all of it')
    .option('--from <folder>', 'the folder of the backups; MISTY_BACKUP unless told')
    .option('--set <id>', 'another one than the newest')
    .option('--json', 'as one line of JSON')
    .action((_choice: Choice, self: Command) =>
      finish(() => withCompany(readConfig(), (company) => verify(company, self.optsWithGlobals()))),
    );
  command
    .command('list')
    .description('list the backups in a folder')
    .option('--from <folder>', 'the folder of the backups; MISTY_BACKUP unless told')
    .option('--json', 'as one line of JSON')
    .action((_choice: Choice, self: Command) => finish(() => list(self.optsWithGlobals())));
}

async function make(company: Company, { to, json }: Choice): Promise<number> {
  const { config, log, views } = company;
  const target = new Target(folderOf(to, '--to'));
  const view = progressView('backup', json ?? false);
  const now = new Date();
  try {
    await requireSameShare(company, target);
    const made = await backUp({
      ...{ log, views, config, target, now, version: version() },
      onProgress: (position, head) => view.update({ position, head }),
    });
    view.end();
    const { set, bytes, written, pruned, missing, lost } = made;
    const { position } = set.manifest;
    await writeBackupNote(views, 'made', { at: now, target: target.folder, set: set.id, position, bytes });
    await writeBackupNote(views, 'failed', undefined);
    if (json)
      printJson({ ok: true, target: target.folder, set: set.id, position, bytes, written, pruned, missing, lost });
    else {
      print(
        `Backed up to ${target.folder} as ${set.id}: ${figure(position)} commits, ${size(bytes)}, of which ${size(written)} are new.`,
      );
      if (pruned > 0) print(`${pruned} older than 30 days went.`);
    }
    if (missing > 0) {
      note(
        `${missing} private details are missing from the database. They are kept in the backup: restore it, or enter them anew.`,
      );
    }
    if (lost.length > 0) note(`Not in this backup, nor in an earlier one: ${faultWords(lost)}.`);
    if (!json && (await readBackupNotes(views)).kit === undefined) {
      note('A restore on another machine needs your recovery key. Print the emergency kit: misty kit');
    }
    return 0;
  } catch (error) {
    view.end();
    const message = failureOf(error);
    await writeBackupNote(views, 'failed', { at: now, target: target.folder, message }).catch(() => undefined);
    throw error;
  }
}

/** A share that is not mounted is an empty folder: nothing must be written to the disk below it. */
async function requireSameShare({ views }: Company, target: Target): Promise<void> {
  const { made } = await readBackupNotes(views);
  if (made?.target !== target.folder || (await target.isUsed())) return;
  throw new BackupError(
    `${target.folder} is empty, and it held your backups: is the disk or share mounted? If it is a new one, back up to a new folder on it.`,
  );
}

async function verify(company: Company, { from, set, json }: Choice): Promise<number> {
  const target = new Target(folderOf(from, '--from'));
  const chosen = await chosenSet(target, set);
  const view = progressView('restore', json ?? false);
  const report = await checkBackup(company, target, chosen, {
    say: json ? () => undefined : note,
    onProgress: (position, head) => view.update({ position, head }),
  });
  view.end();
  if (json) printJson({ ok: report.fault === undefined, ...report });
  else {
    for (const line of report.lines) print(line);
    print(
      report.fault === undefined
        ? `The backup ${chosen.id} is good: restored and checked in ${report.seconds} s.`
        : `The backup ${chosen.id} is not good. ${report.fault}`,
    );
  }
  return report.fault === undefined ? 0 : 1;
}

async function list({ from, json }: Choice): Promise<number> {
  const { timeZone } = readConfig();
  const target = new Target(folderOf(from, '--from'));
  await chosenSet(target, undefined);
  const checked = new Set(await target.list('sets'));
  const rows: { set: string; made?: string; position?: number; version?: string; checked: boolean; fault?: string }[] =
    [];
  for (const set of await listSets(target)) {
    const isChecked = checked.has(`sets/${set}.checked.json`);
    try {
      const { made, position, version: by } = (await readSet(target, set)).manifest;
      rows.push({ set, made, position, version: by, checked: isChecked });
    } catch (error) {
      rows.push({ set, checked: isChecked, fault: failureOf(error) });
    }
  }
  if (json) printJson({ target: target.folder, sets: rows });
  else {
    const cells = rows.map(({ set, made, position, checked: good, fault }) => [
      set,
      made === undefined ? '' : formatTime(new Date(made), timeZone),
      fault ?? `${figure(position ?? 0)} commits`,
      good ? 'restored and checked' : '',
    ]);
    for (const line of columns(cells)) print(line);
  }
  return rows.some(({ fault }) => fault !== undefined) ? 1 : 0;
}

/** The folder that is told, or the one of the settings. */
export function folderOf(told: string | undefined, option: string): string {
  const folder = told ?? readConfig().backupFolder;
  if (folder === undefined) throw new UsageError(`Say where the backups are: ${option} <folder>, or MISTY_BACKUP.`);
  return folder;
}
