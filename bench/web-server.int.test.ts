import { assert, suite } from '../src/testing/suite.ts';
import { type Bench, openBench } from './bench.ts';
import { expectOk, startWebServer } from './web-server.ts';

suite('the server of the bench', (test) => {
  let bench: Bench;
  test.before(async () => {
    bench = await openBench({ quick: true, say: () => undefined, signal: new AbortController().signal });
  });
  test.after(() => bench?.close());

  test('has what the figures are taken with: pairs to allocate, weeks that wait, and people who may', async () => {
    const { web, pairs, bearers, managers, week, close } = await startWebServer(bench);
    const [bearer, manager] = [bearers[0], managers[0]];
    const [pair] = pairs;
    const key = { 'idempotency-key': '0b8f4e0e-3c7c-4c51-9f0a-6f2d6f0f6a11' };
    const allocation = { ...pair, lineId: '1', quantity: 1 };
    await expectOk(web.ask('POST', '/api/commands/AllocateStock', { ...bearer, ...key }, allocation));
    const id = `timesheet.${week.employeeId}.${week.monday}`;
    const { text } = await expectOk(web.ask('GET', '/api/approvals', manager));
    assert.ok(text.includes(id), text.slice(0, 300));
    await close();
  });
});
