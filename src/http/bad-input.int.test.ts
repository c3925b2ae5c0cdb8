import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { refused } from '../testing/http/refusals.ts';
import { type Answer, startTestStack, TEST_SECRET, type TestStack } from '../testing/http/stack.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

const json = { 'content-type': 'application/json' };
const good = { itemId: 'kraft', quantity: 1 };

suite('bad input', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let head: number;
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo);
    const item = { kind: 'raw-material', name: 'Kraft', unit: 'roll', scale: 0, reorderPoint: 0 } as const;
    await stack.send('RegisterStockItem', { ...item, itemId: 'kraft', code: 'K1' });
    head = stack.store.head;
  });
  // Nothing is in the log that was not there before, and the server still answers.
  test.after.each(async () => {
    assert.is(stack.store.head, head);
    assert.is(await mongo.logDb.collection('commits').countDocuments(), head);
    assert.is((await stack.ask({ method: 'GET', url: '/health/ready' })).status, 200);
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });

  /** Sends any text as the body of a command. */
  const post = (type: string, payload: string, headers: Record<string, string> = {}): Promise<Answer> =>
    stack.ask({
      method: 'POST',
      url: `/api/commands/${type}`,
      payload,
      headers: {
        ...json,
        authorization: `Bearer ${stack.token('admin')}`,
        'idempotency-key': randomUUID(),
        ...headers,
      },
    });

  test('what is not JSON', async () => {
    refused(await post('ReceiveStock', '{"itemId": "kraft", '), 400, 'malformed-request', 'body');
    refused(await post('ReceiveStock', ''), 400, 'malformed-request', 'body');
    refused(await post('ReceiveStock', 'itemId=kraft', { 'content-type': 'text/plain' }), 415, 'not-json');
    const form = 'application/x-www-form-urlencoded';
    refused(await post('ReceiveStock', 'itemId=kraft', { 'content-type': form }), 415, 'not-json');
    refused(await post('ReceiveStock', '<a/>', { 'content-type': 'no such type' }), 415, 'not-json');
  });

  test('JSON that is no object', async () => {
    for (const body of ['null', '[]', '"kraft"', '7', 'true']) {
      refused(await post('ReceiveStock', body), 400, 'malformed-request', 'body');
    }
  });

  test('a command that there is not', async () => {
    for (const type of ['StealStock', 'receivestock', '__proto__', 'constructor', 'RecordSignIn']) {
      refused(await post(type, '{}'), 404, 'unknown-command');
    }
  });

  test('fields that are missing, unknown or of the wrong type, several at once', async () => {
    refused(await post('AllocateStock', '{}'), 400, 'malformed-request', 'itemId', 'orderId', 'lineId', 'quantity');
    const answer = await post('ReceiveStock', '{"itemId": 7, "quantity": "5", "colour": "red"}');
    refused(answer, 400, 'malformed-request', 'itemId', 'quantity', 'colour');
  });

  test('quantities that are negative, nothing, fractional, huge or no number', async () => {
    for (const quantity of [
      '-1',
      '0',
      '1.5',
      '1000000001',
      '9007199254740993',
      '1e400',
      '-0.0001',
      '"1"',
      'null',
      '[1]',
    ]) {
      refused(
        await post('ReceiveStock', `{"itemId":"kraft","quantity":${quantity}}`),
        400,
        'malformed-request',
        'quantity',
      );
    }
  });

  test('operators of the database where text belongs', async () => {
    for (const value of ['{"$gt":0}', '{"$ne":null}', '{"$where":"sleep(1000)"}', '["$gt"]']) {
      refused(await post('ReceiveStock', `{"itemId":${value},"quantity":1}`), 400, 'malformed-request', 'itemId');
    }
    refused(await post('ReceiveStock', '{"itemId":"$where","quantity":1}'), 400, 'malformed-request', 'itemId');
    refused(await post('ReceiveStock', '{"itemId":"a/b","quantity":1}'), 400, 'malformed-request', 'itemId');
  });

  test('keys of prototypes, on the outside and within', async () => {
    const spread = JSON.stringify(good).slice(1);
    refused(await post('ReceiveStock', `{"__proto__":{"admin":true},${spread}`), 400, 'malformed-request', '__proto__');
    refused(
      await post('ReceiveStock', `{"constructor":{"prototype":{}},${spread}`),
      400,
      'malformed-request',
      'constructor',
    );
    const order = (line: string) =>
      `{"orderId":"o1","clientId":"c1","dueDate":"2026-11-23","priority":"normal","lines":[${line}]}`;
    const line = '{"lineId":"l1","productId":"p1","quantity":1,"__proto__":{"unitPrice":0}}';
    refused(await post('PlaceOrder', order(line)), 400, 'malformed-request', 'lines.0.__proto__');
    assert.is(Reflect.get({}, 'admin'), undefined);
  });

  test('the same line twice, and a line that is both a product and a material', async () => {
    const order = { orderId: 'o1', clientId: 'c1', dueDate: '2026-11-23', priority: 'normal' };
    const twice = [1, 2].map((quantity) => ({ lineId: 'l1', productId: 'p1', quantity }));
    refused(await post('PlaceOrder', JSON.stringify({ ...order, lines: twice })), 400, 'malformed-request', 'lines');
    const both = [{ lineId: 'l1', productId: 'p1', itemId: 'kraft', quantity: 1 }];
    refused(
      await post('PlaceOrder', JSON.stringify({ ...order, lines: both })),
      400,
      'malformed-request',
      'lines.0.productId',
    );
    refused(await post('PlaceOrder', JSON.stringify({ ...order, lines: [] })), 400, 'malformed-request', 'lines');
    const days = { ...order, dueDate: '2026-02-30', lines: [{ lineId: 'l1', productId: 'p1', quantity: 1 }] };
    refused(await post('PlaceOrder', JSON.stringify(days)), 400, 'malformed-request', 'dueDate');
  });

  test('text with control characters, halves of characters, only spaces, or too much of it', async () => {
    for (const note of ['"a\\u0000b"', '"\\ud800"', '"   "', '""', JSON.stringify('x'.repeat(2_001))]) {
      refused(
        await post('ReceiveStock', `{"itemId":"kraft","quantity":1,"note":${note}}`),
        400,
        'malformed-request',
        'note',
      );
    }
  });

  test('ids of things that there are not', async () => {
    refused(await post('ReceiveStock', '{"itemId":"no-such-item","quantity":1}'), 404, 'not-found');
    refused(await post('CancelOrder', '{"orderId":"no-such-order","reason":"none"}'), 404, 'not-found');
    refused(await stack.get('/api/stock-levels/no-such-item'), 404, 'not-found');
    refused(await stack.get('/api/stock-levels/%24gt'), 400, 'malformed-request', 'id');
    refused(await stack.get(`/api/stock-levels/${'a'.repeat(5_000)}`), 404, 'not-found');
  });

  test('bodies that are too large or nested without end', async () => {
    refused(await post('ReceiveStock', JSON.stringify({ ...good, note: 'x'.repeat(10_000_000) })), 413, 'too-large');
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    refused(await post('ReceiveStock', `{"itemId":${deep},"quantity":1}`), 400, 'malformed-request', 'itemId');
    refused(
      await post('ReceiveStock', `{"itemId":"kraft","quantity":1,"note":${deep}}`),
      400,
      'malformed-request',
      'note',
    );
  });

  test('Idempotency-Key that is missing or no UUID', async () => {
    const keys = ['', 'kraft', '123', `${randomUUID()}x`, '{"$gt":""}', `${randomUUID()}, ${randomUUID()}`];
    for (const key of keys) {
      refused(
        await post('ReceiveStock', JSON.stringify(good), { 'idempotency-key': key }),
        400,
        'malformed-request',
        'Idempotency-Key',
      );
    }
    const headers = { ...json, authorization: `Bearer ${stack.token('admin')}` };
    const none = await stack.ask({ method: 'POST', url: '/api/commands/ReceiveStock', payload: good, headers });
    refused(none, 400, 'malformed-request', 'Idempotency-Key');
  });

  test('If-Match that is missing, or not one version in quotes', async () => {
    const edit = '{"clientId":"c1","name":"Harbour Labels"}';
    refused(await post('ReviseClient', edit), 428, 'version-required', 'If-Match');
    for (const version of ['7', '*', 'W/"7"', '"7", "8"', '"-1"', '"1.5"', '"x"', '""', `"${'9'.repeat(30)}"`, '"7']) {
      refused(await post('ReviseClient', edit, { 'if-match': version }), 400, 'malformed-request', 'If-Match');
    }
  });

  test('parameters of queries that make no sense', async () => {
    const urls: Record<string, string> = {
      '/api/stock-levels?limit=0': 'limit',
      '/api/stock-levels?limit=201': 'limit',
      '/api/stock-levels?limit=-1': 'limit',
      '/api/stock-levels?limit=1e2': 'limit',
      '/api/stock-levels?limit=5&limit=6': 'limit',
      '/api/stock-levels?after=soon': 'after',
      '/api/stock-levels?after=99999999999999999999': 'after',
      '/api/stock-levels?cursor=nonsense': 'cursor',
      '/api/stock-levels?cursor=': 'cursor',
      '/api/stock-levels?colour=red': 'colour',
      '/api/stock-levels?kind[$ne]=x': 'kind[$ne]',
      '/api/stock-levels?kind=stone': 'kind',
      '/api/stock-levels?retired=perhaps': 'retired',
      '/api/stock-levels?__proto__=1': '__proto__',
      '/api/stock-levels/kraft?fields=all': 'fields',
      '/api/stock-movements': 'itemId',
      '/api/stock-movements?itemId=kraft&cursor=nonsense': 'cursor',
      '/api/stock-movements?itemId=kraft&cursor=-5': 'cursor',
      '/api/live?models=secrets': 'models',
      '/api/live?after=soon': 'after',
    };
    for (const [url, path] of Object.entries(urls)) refused(await stack.get(url), 400, 'malformed-request', path);
    const resume = { headers: { 'last-event-id': 'soon' } };
    refused(await stack.get('/api/live', resume), 400, 'malformed-request', 'Last-Event-ID');
  });

  test('sign-ins that make no sense', async () => {
    const login = (payload: string) => stack.ask({ method: 'POST', url: '/api/auth/login', payload, headers: json });
    refused(
      await login('{"username":{"$gt":""},"password":{"$gt":""}}'),
      400,
      'malformed-request',
      'username',
      'password',
    );
    refused(await login('{"username":"admin"}'), 400, 'malformed-request', 'password');
    refused(await login('{"username":"admin","password":"x","role":"admin"}'), 400, 'malformed-request', 'role');
    const long = JSON.stringify({ username: 'admin', password: 'x'.repeat(100_000) });
    refused(await login(long), 400, 'malformed-request', 'password');
  });

  test('addresses that there are not, or that cannot be read', async () => {
    for (const url of ['/api', '/api/', '/api/nothing', '/health', '/health/nothing', '/nothing.js']) {
      refused(await stack.ask({ method: 'GET', url, headers: { accept: 'text/html' } }), 404, 'not-found');
    }
    refused(await stack.ask({ method: 'GET', url: '/api/%zz' }), 400, 'malformed-request', 'URL');
    refused(await stack.ask({ method: 'DELETE', url: '/api/stock-levels/kraft' }), 404, 'not-found');
    refused(await stack.ask({ method: 'GET', url: '/api/commands/ReceiveStock' }), 404, 'not-found');
  });

  test('header injection: what was sent in a header or an address comes back in none', async () => {
    const answer = await stack.get('/api/stock-levels%0d%0aSet-Cookie:%20a=b', {
      headers: { 'x-request-id': 'a b\tc' },
    });
    assert.is(answer.headers['set-cookie'], undefined);
    assert.match(answer.headers['x-request-id'] ?? '', /^[0-9a-f-]{36}$/);
    const kept = await stack.get('/health/live', { headers: { 'x-request-id': 'proxy-0001' } });
    assert.is(kept.headers['x-request-id'], 'proxy-0001');
  });

  test('what is not even HTTP gets an answer and a closed line', async () => {
    await stack.app.listen({ port: 0, host: '127.0.0.1' });
    const address = stack.app.server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const say = (text: string) =>
      new Promise<string>((resolve, reject) => {
        let said = '';
        const socket = createConnection(port, '127.0.0.1', () => socket.write(text));
        socket.on('data', (chunk) => {
          said += String(chunk);
        });
        socket.on('close', () => resolve(said));
        socket.on('error', reject);
      });
    assert.match(await say('NONSENSE\r\n\r\n'), /^HTTP\/1\.1 400 .*application\/problem\+json/s);
    const endless = `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`;
    assert.match(await say(endless), /^HTTP\/1\.1 (400|431) /);
    assert.match(
      await say('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n'),
      /^HTTP\/1\.1 400 /,
    );
    // A method that the framework knows, and nothing here.
    const query = await say('QUERY /api/auth/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    assert.match(query, /^HTTP\/1\.1 404 .*application\/problem\+json/s);
    // A sender who hangs up in the middle is no error here, and no word of a database that is away.
    const socket = createConnection(port, '127.0.0.1');
    const authorization = `Authorization: Bearer ${stack.token('admin')}\r\nIdempotency-Key: ${randomUUID()}`;
    const type = 'Content-Type: application/json\r\nContent-Length: 99\r\nExpect: 100-continue';
    const before = stack.logged().length;
    socket.write(`POST /api/commands/ReceiveStock HTTP/1.1\r\nHost: x\r\n${authorization}\r\n${type}\r\n\r\n`);
    // The server asks for the rest, so it is waiting for it.
    await once(socket, 'data');
    socket.write('{"item', () => socket.destroy());
    while (!/request refused|not ready|request failed/.test(stack.logged().slice(before))) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    assert.match(stack.logged().slice(before), /"code":"malformed-request"/);
  });

  test('nothing of all this is in the log: no body, no token, no stack of ours', () => {
    const logged = stack.logged();
    for (const secret of ['rolls kraft', 'x'.repeat(100), '$where', TEST_SECRET, stack.token('admin'), 'Harbour']) {
      assert.not.ok(logged.includes(secret), `The log holds ${secret.slice(0, 20)}`);
    }
    assert.not.match(logged, '"level":50');
  });
});
