import { withFolder, writeDump } from '../src/testing/legacy/dump.ts';
import { at, oldCompany, oldOrder } from '../src/testing/legacy/old-company.ts';
import { askMisty, beginMisty, discardFolder, eventually, newDataFolder, runMisty } from '../src/testing/misty.ts';
import { oneSentence } from '../src/testing/one-sentence.ts';
import { assert, suite } from '../src/testing/suite.ts';

const patient = { timeoutMs: 120_000 };

interface Told {
  readonly ok: boolean;
  readonly dryRun: boolean;
  readonly collections: { readonly [name: string]: { readonly [count: string]: number } };
}

suite('misty migrate', (test) => {
  let data: string;
  test.before(async () => {
    data = await newDataFolder();
  });
  test.after(() => discardFolder(data));

  test(
    'rehearses, moves in a compressed dump, and finds nothing to do the second time',
    () =>
      withFolder(async (dump) => {
        await writeDump(dump, oldCompany(), '.bson.gz');
        const move = async (...more: string[]) => {
          const { code, lines } = await askMisty<Told>(['migrate', '--from', dump, ...more], data);
          assert.is(code, 0);
          assert.is(lines.length, 1);
          return lines[0];
        };
        const rehearsed = await move('--dry-run');
        const real = await move();
        assert.equal({ ...rehearsed, dryRun: false }, real);
        assert.is((await move())?.collections['orders']?.['same'], 1);
        assert.is((await runMisty(['verify'], data)).code, 0);
      }),
    patient,
  );

  test(
    'follows what people still enter in the old application, and ends when it is told to',
    () =>
      withFolder(async (dump) => {
        await writeDump(dump, oldCompany(), '.bson.gz');
        const following = beginMisty(['migrate', '--from', dump, '--follow', '0.0005', '--json'], data);
        const reports = () =>
          following
            .stdout()
            .split('\n')
            .filter((line) => line.endsWith('}'))
            .map((line) => JSON.parse(line) as Told);
        await eventually('the first report', () => reports().length > 0, 60_000);
        const newer = { orders: [oldOrder('o1', 'ADM-2026-0030', 'c1', { due_date: at('2026-12-01T00:00:00Z') })] };
        await writeDump(dump, newer, '.bson.gz');
        await eventually('a report of what has changed', () => reports().some(isUpdate), 60_000);
        assert.is(await following.end('SIGTERM'), 0);
        assert.ok(reports().every(({ ok }) => ok));
      }),
    patient,
  );

  test(
    'says in one sentence what is wrong with its source, and moves nothing in',
    async () => {
      for (const [from, words] of [
        ['/nowhere/at/all', /^There is no \/nowhere\/at\/all\./],
        ['mongodb://localhost:1/misty', /^The old database does not answer/],
        ['mongodb://', /^This is no address of a MongoDB\./],
      ] as const) {
        oneSentence(await runMisty(['migrate', '--from', from], data), words);
      }
    },
    patient,
  );
});

function isUpdate({ collections }: Told): boolean {
  return collections['orders']?.['changed'] === 1;
}
