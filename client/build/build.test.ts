import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, suite } from '../../src/testing/suite.ts';
import { budgetTable, checkBudgets } from './budget.ts';
import { inlineScriptHashes } from './csp.ts';
import { fingerprintSources, keepPreviousAssets } from './freshness.ts';

suite('client build', (test) => {
  let folder: string;
  test.before.each(async () => {
    folder = await mkdtemp(join(tmpdir(), 'misty-build-'));
  });
  test.after.each(() => rm(folder, { recursive: true, force: true }));

  test('hashes inline scripts byte for byte, and leaves scripts with an address alone', () => {
    const html = '<script>alert(1)</script><script type="module" src="/a.js"></script>';
    // echo -n 'alert(1)' | openssl dgst -sha256 -binary | base64
    assert.equal(inlineScriptHashes(html), ['sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=']);
  });

  test('each screen that is opened first counts with the shell and all that both import, each file once', async () => {
    const noise = (seed: number) => Array.from({ length: 30_000 }, (_, at) => (at * at * seed) % 256);
    for (const [name, seed] of [
      ['shell', 7],
      ['shared', 11],
      ['today', 13],
      ['stock', 17],
      ['panel', 19],
      ['main', 23],
    ] as const) {
      await writeFile(join(folder, `${name}.js`), Buffer.from(noise(seed)));
    }
    await writeFile(join(folder, 'sw.js'), 'self');
    await writeFile(join(folder, 'index.html'), '<script type="module" src="/main.js"></script>');
    const budgets = await checkBudgets(folder, {
      main: { file: 'main.js', imports: ['shared', 'shell'] },
      // The shell opens the screens also where the entry itself is a file apart.
      shell: { file: 'shell.js', dynamicImports: ['today', 'stock'] },
      shared: { file: 'shared.js' },
      today: { file: 'today.js', src: 'features/today/today-screen.tsx', isDynamicEntry: true, imports: ['shared'] },
      stock: {
        file: 'stock.js',
        src: 'features/stock/stock-screen.tsx',
        isDynamicEntry: true,
        imports: ['main'],
        dynamicImports: ['panel'],
      },
      panel: { file: 'panel.js', src: 'features/stock/item-panel.tsx', isDynamicEntry: true, imports: ['stock'] },
    });
    const bytes = Object.fromEntries(budgets.map((budget) => [budget.part, budget.bytes]));
    const stock = bytes['route features/stock/stock-screen.tsx'] ?? 0;
    // A route counts only what the first screen did not bring along; the first screen counts Today but not Stock.
    const first = bytes['first screen features/today/today-screen.tsx'] ?? 0;
    assert.ok(stock > 0 && first > 2 * stock && first < 20 * stock);
    // Opened directly, Stock brings the shell along as well. Its panel is a part of it, and no first screen.
    assert.ok((bytes['first screen features/stock/stock-screen.tsx'] ?? 0) > 2 * stock);
    assert.not.ok('first screen features/stock/item-panel.tsx' in bytes);
    assert.ok((bytes['route features/stock/item-panel.tsx'] ?? 0) > 0);
    assert.not.ok('route features/today/today-screen.tsx' in bytes);
    const heavier = budgets.map((budget) => ({ ...budget, bytes: budget.bytesMax + 1 }));
    assert.is(budgetTable(heavier).match(/ABOVE/g)?.length, budgets.length);
    assert.not.match(budgetTable(budgets), /ABOVE/);
  });

  test('the fingerprint follows sources and contracts, and not tests', async () => {
    await mkdir(join(folder, 'client'), { recursive: true });
    await mkdir(join(folder, 'src', 'contracts'), { recursive: true });
    const write = (path: string, text: string) => writeFile(join(folder, path), text);
    await write('package.json', '{}');
    await write('package-lock.json', '{}');
    await write('client/main.ts', '1');
    await write('src/contracts/stock.ts', '1');
    const before = await fingerprintSources(folder);
    await write('client/main.test.ts', 'a test');
    assert.is(await fingerprintSources(folder), before);
    await write('src/contracts/stock.ts', '2');
    assert.is.not(await fingerprintSources(folder), before);
  });

  test('keeps what the previous build made, and not what it had kept itself', async () => {
    const [from, to] = [join(folder, 'from'), join(folder, 'to')];
    for (const file of ['from/assets/a-1.js', 'from/assets/a-1.js.br', 'from/assets/a-0.js', 'to/assets/a-2.js']) {
      await mkdir(join(folder, file, '..'), { recursive: true });
      await writeFile(join(folder, file), file);
    }
    await keepPreviousAssets(from, to, ['a-1.js']);
    assert.equal((await readdir(join(to, 'assets'))).sort(), ['a-1.js', 'a-1.js.br', 'a-2.js']);
  });
});
