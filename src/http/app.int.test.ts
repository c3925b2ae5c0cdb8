import { once } from 'node:events';
import { mkdir, mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod/mini';
import { commands } from '../contracts/commands.ts';
import { startTestStack, type TestStack } from '../testing/http/stack.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

const html = { accept: 'text/html,application/xhtml+xml' };

suite('the app and its headers', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let clientFolder: string;
  test.before(async () => {
    clientFolder = await mkdtemp(path.join(tmpdir(), 'misty-client-'));
    await mkdir(path.join(clientFolder, 'assets'));
    const files: Record<string, string> = {
      'index.html': '<!doctype html><title>Misty</title>',
      'sw.js': '// worker',
      'assets/main-0a1b2c3d.js': '// app',
      'assets/main-0a1b2c3d.js.br': 'compressed',
      'build.json': '{}',
      'csp.json': JSON.stringify({ scriptHashes: ['sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='] }),
      '.hidden': 'no',
    };
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(clientFolder, name), text);
    mongo = await testMongo();
    stack = await startTestStack(mongo, { clientFolder });
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
    await rm(clientFolder, { recursive: true });
  });
  const get = (url: string, headers: Record<string, string> = {}) => stack.ask({ method: 'GET', url, headers });

  test('the page is served at every address of the app, and always looked for anew', async () => {
    for (const url of ['/', '/index.html', '/stock/kraft-120', '/orders?stage=winding']) {
      const answer = await get(url, html);
      assert.equal([url, answer.status, answer.text], [url, 200, '<!doctype html><title>Misty</title>']);
      assert.match(answer.headers['content-type'] ?? '', /^text\/html/);
      assert.is(answer.headers['cache-control'], 'no-cache');
    }
  });

  test('the page and the worker are tagged by what is in them, and not sent twice', async () => {
    const { mtime } = await stat(path.join(clientFolder, 'index.html'));
    const before = await get('/stock', html);
    const tag = before.headers['etag'] ?? '';
    const again = await get('/orders/new', { ...html, 'if-none-match': tag });
    assert.equal([again.status, again.text, again.headers['etag']], [304, '', tag]);
    // Another build of the same length, whose files have the time of its sources.
    const other = '<!doctype html><title>Musty</title>';
    await writeFile(path.join(clientFolder, 'index.html'), other);
    await utimes(path.join(clientFolder, 'index.html'), mtime, mtime);
    for (const url of ['/', '/stock']) {
      const after = await get(url, { ...html, 'if-none-match': tag, 'if-modified-since': new Date().toUTCString() });
      assert.equal([after.status, after.text], [200, other]);
    }
    await writeFile(path.join(clientFolder, 'index.html'), before.text);
    const worker = (await get('/sw.js')).headers['etag'] ?? '';
    assert.is((await get('/sw.js', { 'if-none-match': `W/${worker}` })).status, 304);
    assert.is.not((await get('/assets/main-0a1b2c3d.js')).headers['etag'], worker);
  });

  test('files with a hash in their name are kept for ever, the worker never', async () => {
    const asset = await get('/assets/main-0a1b2c3d.js');
    assert.is(asset.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.is(asset.text, '// app');
    const compressed = await get('/assets/main-0a1b2c3d.js', { 'accept-encoding': 'gzip, br' });
    assert.equal([compressed.headers['content-encoding'], compressed.text], ['br', 'compressed']);
    assert.is(compressed.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.match(compressed.headers['content-type'] ?? '', /javascript/);
    assert.is((await get('/sw.js')).headers['cache-control'], 'no-cache');
  });

  test('what is not there, not for the public or outside the folder is a problem and never the page', async () => {
    const urls = [
      '/assets/gone.js',
      '/csp.json',
      '//csp.json',
      '/build.json',
      '//elsewhere.example/%2e%2e',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/..%5c..%5cpackage.json',
      '/index.html%00.js',
      '/.hidden',
      '/../package.json',
      '/..%2f..%2fetc%2fpasswd',
      '/api/nothing',
    ];
    for (const url of urls) {
      const answer = await get(url);
      assert.equal([url, answer.status, answer.body.code], [url, 404, 'not-found']);
    }
    // Also to somebody who opens it as a page: a script of an old build is no address of the app.
    for (const url of [
      '/api/nothing',
      '/assets/gone.js',
      '/assets/',
      '/icons/gone',
      '/robots.txt',
      '/old/main.js?v=1',
    ]) {
      assert.equal([url, (await get(url, html)).body.code], [url, 'not-found']);
    }
    assert.is((await get('/pay/slips/kylie.2026-11-23', html)).status, 200);
    assert.is((await stack.ask({ method: 'POST', url: '/', headers: html })).status, 404);
    assert.is((await get('/index.html', { range: 'bytes=999999-' })).status, 200);
    assert.not.match(stack.logged(), '"level":50');
  });

  test('every answer tells browsers to be strict, the page with the hashes of its own scripts', async () => {
    for (const url of ['/', '/api/auth/me', '/health/live', '/api/nothing', '/assets/main-0a1b2c3d.js']) {
      const { headers } = await get(url);
      const csp = headers['content-security-policy'] ?? '';
      assert.match(csp, /default-src 'none'/);
      assert.match(
        csp,
        /script-src 'self' 'sha256-RFWPLDbv2BY\+rCkDzsE\+0fr8ylGr2R2faWMhq4lfEQc=' 'wasm-unsafe-eval'(;|$)/,
      );
      assert.match(csp, /frame-ancestors 'none'/);
      assert.match(csp, /require-trusted-types-for 'script';trusted-types misty(;|$)/);
      assert.not.match(csp, /unsafe-inline|'unsafe-eval'|\*/);
      assert.equal(
        [headers['x-content-type-options'], headers['x-frame-options'], headers['referrer-policy']],
        ['nosniff', 'DENY', 'no-referrer'],
      );
      assert.is(headers['x-powered-by'], undefined);
      assert.match(headers['x-request-id'] ?? '', /^[0-9a-f-]{36}$/);
    }
  });

  test('nothing of the API is for a shared cache', async () => {
    const token = { authorization: `Bearer ${stack.token('admin')}` };
    const urls = ['/api/auth/me', '/%61pi/auth/me', '/api/people', '/api/people/admin', '/api/nothing'];
    for (const url of [...urls, '/api/stock-levels/none']) {
      assert.match((await get(url, token)).headers['cache-control'] ?? '', /no-store|private, no-cache/);
    }
  });

  test('the API describes itself, with each command, an example of it and what it needs', async () => {
    const answer = await get('/api/openapi.json');
    const document = z
      .object({
        openapi: z.string(),
        paths: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))),
      })
      .parse(answer.body);
    assert.is(document.openapi, '3.1.0');
    for (const [type, contract] of Object.entries(commands)) {
      const operation = document.paths[`/api/commands/${type}`]?.['post'];
      assert.is(operation?.['summary'], contract.summary);
      const text = JSON.stringify(operation);
      assert.match(text, /"in":"header","name":"idempotency-key","required":true/);
      assert.is(text.includes('"name":"if-match"'), (contract.version as string) !== 'none');
      assert.ok(text.includes(JSON.stringify(contract.example)), `${type} has no example`);
    }
    const paths = Object.keys(document.paths);
    for (const url of [
      '/api/stock-levels',
      '/api/stock-levels/{id}',
      '/api/auth/login',
      '/api/live',
      '/health/ready',
    ]) {
      assert.ok(paths.includes(url), `${url} is not described`);
    }
    assert.ok(!paths.includes('/api/commands/{type}'));
  });

  test('the API can be read in a browser, under a policy of its own', async () => {
    const page = await get('/api/docs', html);
    assert.is(page.status, 200);
    assert.match(
      page.headers['content-security-policy'] ?? '',
      /^default-src 'none'; script-src 'self'; style-src 'self'/,
    );
    assert.not.match(page.headers['content-security-policy'] ?? '', /unsafe/);
    assert.is((await get('/api/docs/static/swagger-ui.css')).status, 200);
  });
});

suite('limits', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  test.before(async () => {
    mongo = await testMongo();
    const limits = { commandsPerMinute: 5, queriesPerMinute: 6, signInsPerMinute: 12, pagesPerMinute: 7 };
    stack = await startTestStack(mongo, { limits });
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });
  const statuses = async (count: number, ask: () => Promise<{ status: number }>): Promise<number[]> => {
    const found: number[] = [];
    for (let index = 0; index < count; index += 1) found.push((await ask()).status);
    return found;
  };

  test('commands and queries are counted for each person, and apart from each other', async () => {
    const command = (role: 'sales' | 'manager') =>
      stack.send('ReceiveStock', { itemId: 'none', quantity: 1 }, { role });
    assert.equal(await statuses(6, () => command('manager')), [404, 404, 404, 404, 404, 429]);
    assert.is((await command('sales')).status, 403);
    assert.equal(
      await statuses(7, () => stack.get('/api/clients', { role: 'manager' })),
      [200, 200, 200, 200, 200, 200, 429],
    );
    const { status, headers, body } = await command('manager');
    assert.equal([status, body.code], [429, 'slow-down']);
    const seconds = Number(headers['retry-after']);
    assert.ok(seconds > 0 && seconds <= 60);
    assert.match(body.detail ?? '', /^Too many requests\. Wait \d+ seconds, then try again\.$/);
  });

  test('sign-ins are counted for each address, much sooner', async () => {
    const login = () =>
      stack.ask({
        method: 'POST',
        url: '/api/auth/login',
        payload: { username: crypto.randomUUID(), password: 'x' },
        headers: { 'x-forwarded-for': '203.0.113.9' },
      });
    const found = await statuses(13, login);
    assert.equal([...new Set(found.slice(0, 12))], [401]);
    assert.is(found[12], 429);
  });

  test('addresses that do not exist are counted too', async () => {
    const guess = () =>
      stack.ask({ method: 'GET', url: `/api/${crypto.randomUUID()}`, headers: { 'x-forwarded-for': '203.0.113.10' } });
    assert.equal((await statuses(8, guess)).slice(-2), [404, 429]);
  });

  test('signs of health are never refused', async () => {
    const found = await statuses(30, () => stack.ask({ method: 'GET', url: '/health/live' }));
    assert.equal([...new Set(found)], [200]);
  });
});

suite('stopping', (test) => {
  test('readiness goes, feeds end, what is under way is answered', async () => {
    const mongo = await testMongo();
    const stack = await startTestStack(mongo);
    const origin = await stack.app.listen({ port: 0, host: '127.0.0.1' });
    const port = Number(new URL(origin).port);
    const authorization = `Bearer ${stack.token('sales')}`;

    const feed = await fetch(`${origin}/api/live`, { headers: { authorization } });
    const feedEnded = feed.text();
    const line = connect(port, '127.0.0.1');
    const said = listenTo(line);
    // Waits two seconds for a position that does not come.
    line.write(`GET /api/stock-levels?after=1000000 HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\n\r\n`);
    const asking = connect(port, '127.0.0.1');
    const toldAsking = listenTo(asking);
    asking.write('GET /health/ready HTTP/1.1\r\nHost: x\r\n');
    // An answer to somebody who came later: by then the server has read these lines too.
    assert.is((await fetch(`${origin}/health/ready`)).status, 200);

    const closed = stack.app.close();
    assert.match(await feedEnded, /^event: hello/m);
    // This one had begun to ask before.
    asking.write('\r\n');
    await once(asking, 'close');
    assert.match(toldAsking(), /^HTTP\/1\.1 503 .*retry-after: 5.*The server is stopping\./s);
    await once(line, 'close');
    await closed;
    assert.match(said(), /^HTTP\/1\.1 200 .*connection: close.*"stale":true/s);
    const refused = await fetch(`${origin}/health/live`).then(
      () => 'answered',
      () => 'refused',
    );
    assert.is(refused, 'refused');
    await stack.close();
    await mongo.close();
  });
});

function listenTo(socket: Socket): () => string {
  let said = '';
  socket.on('data', (chunk) => {
    said += String(chunk);
  });
  return () => said;
}
