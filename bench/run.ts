import path from 'node:path';
import { parseArgs } from 'node:util';
import { DURABLE } from '../src/event-store/log.ts';
import { benchAudit } from './audit.ts';
import { openBench } from './bench.ts';
import { benchCommands } from './commands.ts';
import type { FigureGroup } from './figures.ts';
import { benchGrowth } from './growth.ts';
import { benchHttp } from './http.ts';
import { describeMachine, measureDiskSync } from './machine.ts';
import { benchMoving } from './moving.ts';
import { benchPeople } from './people.ts';
import { benchProcesses } from './processes.ts';
import { benchRebuild } from './rebuild.ts';
import { groupText, headText, writeReport } from './report.ts';
import { benchStart } from './start.ts';

// npm run bench [-- --quick] [--only commands,http]
// All figures of a full run are written to bench/results; a part of them, or a quick run, is only printed.

/** In this order: what is seen from outside first, while the database is still empty. */
const groups = {
  http: benchHttp,
  commands: benchCommands,
  people: benchPeople,
  processes: benchProcesses,
  growth: benchGrowth,
  rebuild: benchRebuild,
  moving: benchMoving,
  start: benchStart,
  audit: benchAudit,
};
const names = Object.keys(groups) as (keyof typeof groups)[];
const usage = `npm run bench [-- [--quick] [--only ${names.join(',')}]]`;

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interruption.abort());
const say = (line: string): void => void process.stderr.write(`${line}\n`);

try {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } });
  const { quick = false, only } = values;
  const wanted = only === undefined ? names : names.filter((name) => only.split(',').includes(name));
  if (wanted.length === 0 || (only !== undefined && wanted.length < only.split(',').length)) throw new Error(usage);
  await run(quick, wanted);
} catch (error) {
  say(interruption.signal.aborted ? 'Interrupted.' : String(error instanceof Error ? error.message : error));
  process.exitCode = interruption.signal.aborted ? 130 : 1;
}

async function run(quick: boolean, wanted: readonly (keyof typeof groups)[]): Promise<void> {
  const bench = await openBench({ quick, say, signal: interruption.signal });
  try {
    const { kind, version } = bench.server;
    const head = {
      date: new Date().toISOString().slice(0, 10),
      quick,
      machine: await describeMachine(),
      database: { kind, version, writeConcern: DURABLE },
      diskSync: measureDiskSync(bench.folder),
    };
    console.log(`${headText(head)}\n`);
    const taken: FigureGroup[] = [];
    for (const name of wanted) {
      for (const group of await groups[name](bench)) {
        taken.push(group);
        console.log(`${groupText(group)}\n`);
      }
    }
    if (quick || wanted.length < names.length) return;
    const file = await writeReport(path.join(import.meta.dirname, 'results'), { ...head, groups: taken });
    console.log(`Written to ${path.relative(process.cwd(), file)}`);
  } finally {
    await bench.close();
  }
}
