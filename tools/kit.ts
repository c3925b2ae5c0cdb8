import type { Command } from 'commander';
import { readBackupNotes, writeBackupNote } from '../src/backup/notes.ts';
import { openRecoveryKey } from '../src/backup/recovery-key.ts';
import { readConfig } from '../src/config.ts';
import { readKeyStatements } from '../src/witness/heads.ts';
import { type Company, withCompany } from './company.ts';
import type { Finish } from './finish.ts';
import { print, printJson } from './terminal.ts';
import { formatTime } from './times.ts';

export function kitCommand(command: Command, finish: Finish): void {
  command
    .option('--json', 'as one line of JSON')
    .addHelpText('after', '\nPrint it: misty kit | lp. Keep it where the server is not, and show it to nobody.')
    .action((choice: { readonly json?: true }) =>
      finish(() => withCompany(readConfig(), (company) => kit(company, choice))),
    );
}

async function kit({ config, log, views }: Company, { json }: { readonly json?: true }): Promise<number> {
  const recoveryKey = await openRecoveryKey(config.dataFolder);
  const [first] = await readKeyStatements(log);
  const { made } = await readBackupNotes(views);
  const folder = config.backupFolder ?? made?.target;
  const at = new Date();
  await writeBackupNote(views, 'kit', { at });
  if (json) printJson({ recoveryKey, firstKey: first?.key.id, folder });
  else
    for (const line of page({ recoveryKey, firstKey: first?.key.id, folder, at: formatTime(at, config.timeZone) }))
      print(line);
  return 0;
}

interface Kit {
  readonly recoveryKey: string;
  readonly firstKey: string | undefined;
  readonly folder: string | undefined;
  readonly at: string;
}

function page({ recoveryKey, firstKey, folder, at }: Kit): string[] {
  const groups = recoveryKey.match(/.{16}/g) ?? [];
  return [
    'MISTY: EMERGENCY KIT',
    `Printed ${at}. Keep it where the server is not: with it and a backup, anybody can read everything.`,
    '',
    'Recovery key (capitals and spaces do not matter)',
    '',
    ...groups.map((group) => `    ${group.replace(/(.{4})/g, '$1 ').trim()}`),
    '',
    `Backups          ${folder ?? 'nowhere yet: misty backup --to FOLDER'}`,
    `First head key   ${firstKey ?? 'none yet'}`,
    '',
    'When the server is lost',
    '  1. Take another machine with Debian or Ubuntu, and unpack Misty on it.',
    '  2. Make the folder with the backups reachable there: plug the disk in, or mount the share.',
    '  3. In the folder that Misty was unpacked into:',
    `     sudo deploy/install --restore --backup ${folder ?? 'FOLDER'}`,
    '     Type the recovery key when it asks for it. It asks for the database too: mongodb.',
    '  4. Open Misty as before. Everybody signs in anew, with the password from before.',
    '  5. sudo misty doctor. This page stays good.',
    `Where Misty was started by npm: misty restore --from ${folder ?? 'FOLDER'} --recovery-key -, and then npm start.`,
  ];
}
