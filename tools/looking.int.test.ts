import { chmod, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { projections } from '../projections/index.ts';
import { readConfig } from '../src/config.ts';
import { story } from '../src/demo/story.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import {
  askMisty,
  beginMisty,
  discardFolder,
  eventually,
  newDataFolder,
  runMisty,
  type ServingMisty,
  serveMisty,
} from '../src/testing/misty.ts';
import { assert, suite } from '../src/testing/suite.ts';
import type { Check } from './doctor-machine.ts';

/** Processes start slowly on a machine that has much to do. */
const patient = { timeoutMs: 90_000 };
/** The proxy that is believed; one on this machine is not. */
const elsewhere = { MISTY_PROXY: '203.0.113.9' };

suite('misty, looking at a Misty that serves,', (test) => {
  let folder: string;
  let serving: ServingMisty;
  /** How long the demo company's story was before it was told and after: it depends on the day and the hour. */
  let lengths: number[];
  const events = async (...args: string[]) => (await askMisty<EventLine>(['events', ...args], folder)).lines;

  test.before(async () => {
    folder = await newDataFolder();
    const before = storyLength();
    serving = await serveMisty(folder, elsewhere);
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
    'status goes on looking until it is told to end',
    async () => {
      const watching = beginMisty(['status', '--watch', '--json'], folder);
      await eventually('it looks twice', () => watching.stdout().trim().split('\n').length >= 2);
      assert.is(await watching.end('SIGINT'), 0);
      for (const line of watching.stdout().trim().split('\n')) assert.ok(JSON.parse(line).head > 0);
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
    'blame and diff say who set a field, when and why, from the events alone',
    async () => {
      const blamed = (await askMisty<Told>(['blame', 'stock-item/k120-980', 'allocated'], folder)).lines[0];
      const last = (await events('--aggregate', 'stock-item/k120-980')).at(-1);
      assert.equal([blamed?.field, blamed?.position, blamed?.user], ['allocated', last?.position, last?.user]);
      const before = String((last?.position ?? 0) - 1);
      const place = String(last?.position);
      const { lines } = await askMisty<Told>(['diff', 'stock-item/k120-980', before, place], folder);
      const allocated = lines.find(({ field }) => field === 'allocated');
      assert.equal([allocated?.before, allocated?.after], [blamed?.before, blamed?.value]);
      for (const [args, code, words] of [
        [['blame', 'ordr/x'], 2, 'Kinds are stock-item, order'],
        [['blame', 'order/x'], 1, 'Nothing was ever recorded of order/x.'],
        [['blame', 'stock-item/k120-980', 'alocated'], 1, 'has no field alocated. It has kind'],
        [['diff', 'order/x', '1', '900000'], 1, '900000 is still to come: the log ends at position'],
        [['diff', 'order/x', '1999-01-01', '5'], 1, 'Nothing was recorded yet at 1999-01-01'],
        [['diff', 'order/x', '5', '2'], 2, 'give the earlier moment first'],
      ] as const) {
        const ran = await runMisty([...args], folder);
        assert.is(ran.code, code, args.join(' '));
        assert.match(ran.stderr, words);
      }
    },
    patient,
  );

  test(
    'replay writes read models as they stood: now they are what is served',
    async () => {
      const nerida = await serving.signIn('nerida');
      const file = path.join(folder, 'replay.ndjson');
      const replayed = async (to: number) => {
        const models = ['--projection', 'stock-levels', 'people'];
        assert.is((await runMisty(['replay', '--to', String(to), '--out', file, ...models], folder)).code, 0);
        const [moment, ...rows] = (await readFile(file, 'utf8')).trim().split('\n');
        assert.match(String(moment), `"position":${to},`);
        return rows.map((row) => JSON.parse(row) as { model: string; row: { id: string; onHand: number } });
      };
      const head = (await askMisty<Status>(['status'], folder)).lines[0]?.head ?? 0;
      const now = (await replayed(head)).filter(({ model }) => model === 'stock-levels').map(({ row }) => row);
      const { body } = await nerida.get('/api/stock-levels');
      const items = body['items'] as { id: string; onHand: number }[];
      const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
      assert.ok(items.length > 10);
      const served = [...items].sort(byId);
      assert.equal(now.filter(({ id }) => served.some((one) => one.id === id)).sort(byId), served);
      // Position 70 registers the first items; nothing had come in.
      const then = (await replayed(70)).filter(({ model }) => model === 'stock-levels');
      assert.ok(then.length > 0 && then.every(({ row }) => row.onHand === 0));
      assert.is((await runMisty(['replay', '--to', '5', '--out', file, '--projection', 'stock'], folder)).code, 2);
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
    'doctor finds all in order, warns of the embedded server and of a proxy that is not believed, and puts modes right',
    async () => {
      await fetch(`${serving.url}/health/live`, { headers: { 'x-forwarded-proto': 'https' } });
      await chmod(path.join(folder, 'vault-key'), 0o644);
      const open = await runMisty(['doctor'], folder);
      assert.is(open.code, 1);
      assert.match(open.stdout, /WRONG +Secrets +vault-key can be read by others\n +→ chmod 600 \S+\/vault-key\n/);
      assert.match(open.stdout, /\nSecurity\n.*No default passwords +Passwords\n/s);
      const { code, lines } = await askMisty<{ ok: boolean; checks: Check[] }>(['doctor', '--fix'], folder, elsewhere);
      assert.is((await stat(path.join(folder, 'vault-key'))).mode & 0o077, 0);
      const silent = lines[0]?.checks.filter(({ state, remedy }) => state !== 'ok' && remedy === undefined);
      assert.equal(silent, [{ name: 'Restore', state: 'warn', detail: 'there is nothing to restore yet' }]);
      const states = new Map(lines[0]?.checks.map(({ name, state }) => [name, state]));
      for (const name of ['Data folder', 'Secrets', 'Clock', 'Indexes', 'Insert-only', 'Log', 'Read models', 'Vault']) {
        assert.is(states.get(name), 'ok', name);
      }
      assert.equal([states.get('Database'), states.get('Proxy')], ['warn', 'warn']);
      const proxy = lines[0]?.checks.find(({ name }) => name === 'Proxy');
      assert.match(
        proxy?.detail ?? '',
        /^(127\.0\.0\.1|::1) spoke as a proxy does and is not believed, .+ set MISTY_PROXY$/,
      );
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

/** A field as blame and diff tell it. */
interface Told {
  readonly field: string;
  readonly value?: unknown;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly position: number;
  readonly user: string;
}

interface Status {
  readonly database: { readonly running: boolean };
  readonly head: number;
  readonly readModels: readonly { readonly generation: number; readonly parked: number }[];
}
