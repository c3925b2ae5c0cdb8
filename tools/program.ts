import { Command, CommanderError } from 'commander';
import { readConfig } from '../src/config.ts';
import { failureOf } from './failure.ts';
import { serve } from './serve.ts';

/** Exit codes: 0 all is well, 1 something is wrong or failed, 2 the command was not understood. */
const FAILED = 1;
const USAGE = 2;

/** Runs one command line and returns its exit code. */
export async function run(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command('misty')
    .description('The system of record of a small manufacturer: stock, orders and people.')
    .showHelpAfterError('Help: misty --help')
    .exitOverride();
  const finish = async (work: Promise<number>): Promise<void> => {
    exitCode = await work;
  };
  program
    .command('serve')
    .description('serve the app and the API; brings a database where MONGODB_URI names none')
    .option('--json', 'say in JSON when it is ready')
    .option('--api-only', 'leave the app out')
    .action((options) => finish(serve(readConfig(), options)));
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    process.stderr.write(`${failureOf(error)}\n`);
    return FAILED;
  }
}
