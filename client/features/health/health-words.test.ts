import type { HealthReport } from '../../../src/contracts/health.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { inOrder, modelState, rebuilding, summary } from './health-words.ts';

const model = (name: string, more: object = {}) => ({ name, position: 4_000, behind: 0, parked: 0, ...more });
const report: HealthReport = {
  checkedAt: '2026-11-12T00:00:00Z',
  lights: [{ name: 'Backup', state: 'ok', detail: 'made 2 hours ago' }],
  head: 4_000,
  readModels: [model('orders'), model('stock', { building: 2_440 }), model('pay', { parked: 1 })],
  devices: [],
};

suite('health', (test) => {
  test('counts what is wrong before what is to look at', () => {
    assert.equal(summary(report), { state: 'fail', detail: '1 of 4 wrong' });
    assert.equal(summary({ ...report, readModels: report.readModels.slice(0, 2) }), {
      state: 'warn',
      detail: '1 of 3 to look at',
    });
    assert.equal(summary({ ...report, readModels: [] }), { state: 'ok', detail: 'All is well' });
  });

  test('shows what differs from the rest first, and how far a rebuild has come', () => {
    assert.equal(
      inOrder(report.readModels).map(({ name }) => name),
      ['pay', 'stock', 'orders'],
    );
    assert.equal(rebuilding(report), [{ name: 'stock', done: 2_440, percent: 61 }]);
    assert.is(modelState(model('a', { behind: 1_001 })).detail, 'Catching up');
  });
});
