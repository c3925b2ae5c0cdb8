import { projections } from '../projections/index.ts';
import { readConfig } from '../src/config.ts';
import { story } from '../src/demo/story.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import {
  askMisty,
  discardFolder,
  newDataFolder,
  runMisty,
  type ServingMisty,
  serveMisty,
} from '../src/testing/misty.ts';
import { assert, suite } from '../src/testing/suite.ts';
import type { Check } from './doctor-machine.ts';

/** Processes start slowly on a machine that has much to do. */
const patient = { timeoutMs: 90_000 };

suite('misty, looking at a Misty that serves,', (test) => {
  let folder: string;
  let serving: ServingMisty;
  /** How long the demo company's story was before it was told and after: it depends on the day and the hour. */
  let lengths: number[];
  const events = async (...args: string[]) => (await askMisty<EventLine>(['events', ...args], folder)).lines;

  test.before(async () => {
    folder = await newDataFolder();
    const before = storyLength();
    serving = await serveMisty(folder);
    lengths = [before, storyLength()];
  });
  test.after(async () => {
    await serving.end('SIGTERM');
    await discardFolder(folder);
  });

  test(
    'status tells the database, the log and the read models',
    async () => {
      const { code, stdout, stderr } = await runMisty(['status'], folder);
      assert.equal([code, stderr], [0, '']);
      assert.match(stdout, /^Database +embedded \(SecantusDB 0\.6\.0b17\) at 127\.0\.0\.1:\d+, data in \//);
      assert.match(stdout, /not for production/);
      assert.match(stdout, /\norder-board +1 +\d+\n/);
      const { lines } = await askMisty<Status>(['status'], folder);
      assert.is(lines[0]?.database.running, true);
      const head = lines[0]?.head ?? 0;
      assert.ok(lengths.includes(head), `the demo company: ${head} of ${lengths.join(' or ')} commits`);
      assert.match(stdout, new RegExp(`\\nService +running\\nLog +${head} commits; .* [A-Z][A-Za-z]+ by [a-z]+\\n`));
      assert.ok(lines[0]?.readModels.every(({ generation, parked }) => generation === 1 && parked === 0));
    },
    patient,
  );

  test(
    'events are found by thing, kind, type, place and date',
    async () => {
      const item = ['--aggregate', 'stock-item/k120-980'];
      const all = await events(...item);
      assert.equal(
        all.map(({ sequence }) => sequence),
        all.map((_, index) => index + 1),
      );
      const last = (await events(...item, '--type', 'StockAllocated')).at(-1);
      assert.equal([last?.user, JSON.stringify(last?.data).includes('"quantity":12')], ['kylie', true]);
      const place = String(last?.position);
      const there = await events('--from', place, '--to', place, '--aggregate', 'order');
      assert.equal(
        there.map(({ type }) => type),
        ['OrderLineAllocated'],
      );
      const since = await events('--from', String(last?.at));
      assert.ok(since.every(({ at }) => at >= String(last?.at)));
      assert.is(String(since[0]?.position), place);
    },
    patient,
  );

  test(
    'events are lines for people, and say when more follow',
    async () => {
      const { stdout, stderr } = await runMisty(['events', '--limit', '2'], folder);
      assert.match(stdout, /^1 .* nerida {2}user\/priya 1 {2}UserRegistered {2}\{"username":"priya"/);
      assert.is(stdout.trim().split('\n').length, 2);
      assert.is(stderr, 'More follows: --from 2\n');
      assert.is((await runMisty(['events', '--from', 'yesterday'], folder)).code, 2);
    },
    patient,
  );

  test(
    'verify proves the log and every read model',
    async () => {
      const { code, stdout, stderr } = await runMisty(['verify'], folder);
      assert.equal([code, stderr], [0, '']);
      const head = (await askMisty<Status>(['status'], folder)).lines[0]?.head;
      const proof = 'events of \\d+ things without a gap, the chain unbroken; hash [0-9a-f]{64}';
      assert.match(stdout, new RegExp(`^log: ${head} commits, \\d+ ${proof}\\n`));
      const equal = new RegExp(` rows, equal to a replay up to position ${head}\\n`, 'g');
      assert.is(stdout.match(equal)?.length, projections.length);
      assert.match(stdout, /\nAll is in order\.\n$/);
    },
    patient,
  );

  test(
    'doctor finds all in order, and warns of the embedded server',
    async () => {
      const { code, lines } = await askMisty<{ ok: boolean; checks: Check[] }>(['doctor'], folder);
      const states = new Map(lines[0]?.checks.map(({ name, state }) => [name, state]));
      for (const name of [
        'Node',
        'Data folder',
        'Secrets',
        'Clock',
        'Indexes',
        'Insert-only',
        'Log',
        'Read models',
        'Vault',
      ]) {
        assert.is(states.get(name), 'ok', name);
      }
      assert.is(states.get('Database'), 'warn');
      assert.equal([code, lines[0]?.ok], [0, true]);
    },
    patient,
  );
});

function storyLength(): number {
  return story(new Date(), readConfig().timeZone).reduce((sum, { steps }) => sum + steps.length, 0);
}

/** An event as JSON has it. */
type EventLine = Omit<RecordedEvent, 'at'> & { readonly at: string };

interface Status {
  readonly database: { readonly running: boolean };
  readonly head: number;
  readonly readModels: readonly { readonly generation: number; readonly parked: number }[];
}
