import { Command, CommanderError } from 'commander';
import { failureOf, UsageError } from './failure.ts';
import type { Finish } from './finish.ts';
import { endWithReader, note, printJson } from './terminal.ts';
import { version } from './version.ts';

/** Gives a subcommand its arguments, its options and what it does. */
type Define = (command: Command, finish: Finish) => void;

/** Each in a file of its own, which is loaded only when it is asked for. */
const subcommands: readonly [name: string, summary: string, load: () => Promise<Define>][] = [
  ['serve', 'serve the app and the API', async () => (await import('./serve.ts')).serveCommand],
  [
    'status',
    'say how far the log and the read models have come',
    async () => (await import('./status.ts')).statusCommand,
  ],
  ['doctor', 'look whether machine, database and log are fit', async () => (await import('./doctor.ts')).doctorCommand],
  ['verify', 'prove that log and read models are in order', async () => (await import('./verify.ts')).verifyCommand],
  ['rebuild', 'build a read model anew from the log', async () => (await import('./rebuild.ts')).rebuildCommand],
  ['events', 'show what was recorded, in order', async () => (await import('./events.ts')).eventsCommand],
  ['export', 'write the log as a file that anybody can check', async () => (await import('./export.ts')).exportCommand],
  ['blame', 'say who set each field of a record, when and why', async () => (await import('./blame.ts')).blameCommand],
  ['diff', 'say what a record was at two moments', async () => (await import('./diff.ts')).diffCommand],
  ['replay', 'write read models as they stood at a moment', async () => (await import('./replay.ts')).replayCommand],
  [
    'backup',
    'copy all that cannot be worked out again, and try the copies',
    async () => (await import('./backup.ts')).backupCommand,
  ],
  ['restore', 'put a backup into an empty database', async () => (await import('./restore.ts')).restoreCommand],
  ['kit', 'show the emergency kit, to be printed', async () => (await import('./kit.ts')).kitCommand],
  [
    'user',
    'add people, change what they may do, help them in again',
    async () => (await import('./user.ts')).userCommand,
  ],
  ['keys', 'make a new key to sign with', async () => (await import('./keys.ts')).keysCommand],
  ['migrate', 'move a company in from the old application', async () => (await import('./migrate.ts')).migrateCommand],
  [
    'database-users',
    'make the user of the service on a MongoDB of your own',
    async () => (await import('./database-users.ts')).databaseUsersCommand,
  ],
  ['seed', 'fill an empty database with the demo company', async () => (await import('./seed.ts')).seedCommand],
];

/** Exit codes: 0 all is well, 1 something is wrong or failed, 2 the command line was not understood. */
const FAILED = 1;
const USAGE = 2;

/** Runs one command line and returns its exit code. */
export async function run(args: readonly string[]): Promise<number> {
  endWithReader();
  let exitCode = 0;
  const finish: Finish = async (work) => {
    exitCode = await work();
  };
  const program = new Command('misty')
    .description('The system of record of a small manufacturer: stock, orders and people.')
    .version(version())
    .showHelpAfterError('(add --help to see what there is)')
    .addHelpText('after', '\nExit codes: 0 all is well, 1 something is wrong or failed, 2 not understood.')
    .exitOverride();
  try {
    for (const [name, summary, load] of subcommands) {
      const command = program.command(name).description(summary);
      if (args.includes(name)) (await load())(command, finish);
    }
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has said what is wrong, or has shown its help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    if (args.includes('--json')) printJson({ error: failureOf(error) });
    note(failureOf(error));
    return error instanceof UsageError ? USAGE : FAILED;
  }
}
