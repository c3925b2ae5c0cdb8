import * as fc from 'fast-check';
import { calendarDateAt } from '../src/contracts/dates.ts';
import { materialUse as schema } from '../src/contracts/reports.ts';
import { forLine, kraft, stock } from '../src/testing/given-events.ts';
import { project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { materialUse } from './material-use.ts';

const zones = [
  'Australia/Sydney',
  'Australia/Adelaide',
  'Asia/Kathmandu',
  'UTC',
  'America/St_Johns',
  'Pacific/Kiritimati',
];

suite('use of material', (test) => {
  test('is what was issued, less what came back', () => {
    const row = project(materialUse, [
      kraft,
      stock('StockReceived', { quantity: 50 }),
      stock('StockIssued', { quantity: 12 }),
      stock('StockReturned', { ...forLine('l1'), quantity: 5 }),
      stock('StockItemRevised', { changes: [{ field: 'name', from: 'Kraft', to: 'Kraft 120' }] }),
    ]).view('kraft');
    assert.equal(row && schema.parse(row), row);
    assert.equal([row?.name, row?.uses.map(({ quantity }) => quantity)], ['Kraft 120', [7]]);
  });

  test('stands at a moment of the same month, in every time zone', () => {
    const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 3) });
    fc.assert(
      fc.property(moment, (ms) => {
        const at = new Date(ms);
        const history = [kraft, { user: 'kylie', at, events: [stock('StockIssued', { quantity: 1 })] }];
        const [use] = project(materialUse, history).view('kraft')?.uses ?? [];
        for (const zone of zones) {
          const month = (of: Date) => calendarDateAt(of, zone).slice(0, 7);
          assert.is(month(new Date(use?.at ?? 0)), month(at), `${at.toISOString()} in ${zone}`);
        }
      }),
      { numRuns: 300, examples: [[Date.UTC(2026, 9, 31, 12, 59)], [Date.UTC(2026, 9, 31, 13, 0)]] },
    );
  });

  test('keeps a year, and few figures of it', () => {
    const DAY_MS = 86_400_000;
    const days = Array.from({ length: 800 }, (_, day) => ({
      ...{ user: 'kylie', at: new Date(Date.UTC(2026, 0, 1, 3) + day * DAY_MS) },
      events: [stock('StockIssued', { quantity: 1 })],
    }));
    const uses = project(materialUse, [kraft, ...days]).view('kraft')?.uses ?? [];
    assert.ok(uses.length < 60, `${uses.length} figures`);
    const from = new Date(Date.UTC(2026, 0, 1, 3) + 400 * DAY_MS).toISOString();
    assert.ok(uses.every(({ at }) => at > from));
  });
});
