import { Command, CommanderError } from 'commander';
import { failureOf, UsageError } from './failure.ts';
import { addServe } from './serve.ts';
import { endWithReader, note, printJson } from './terminal.ts';

/** Runs the work of a subcommand; what it returns is the exit code. */
export type Finish = (work: () => Promise<number>) => Promise<void>;

/** Exit codes: 0 all is well, 1 something is wrong or failed, 2 the command was not understood. */
const FAILED = 1;
const USAGE = 2;

/** Runs one command line and returns its exit code. */
export async function run(args: readonly string[]): Promise<number> {
  endWithReader();
  let exitCode = 0;
  const program = new Command('misty')
    .description('The system of record of a small manufacturer: stock, orders and people.')
    .showHelpAfterError('(misty --help tells what there is)')
    .exitOverride();
  const finish: Finish = async (work) => {
    exitCode = await work();
  };
  addServe(program, finish);
  try {
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
