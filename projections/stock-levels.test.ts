import { stockLevel } from '../src/contracts/stock.ts';
import { forLine, kraft, stock } from '../src/testing/given-events.ts';
import { project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { stockLevels } from './stock-levels.ts';

suite('stock levels', (test) => {
  const history = [
    kraft,
    stock('StockReceived', { quantity: 100 }),
    stock('StockAllocated', { ...forLine('l1'), quantity: 60 }),
    stock('StockAllocated', { ...forLine('l2'), quantity: 10 }),
  ];

  test('show on hand, allocated and free, and for whom', () => {
    const view = project(stockLevels, history).view('kraft');
    assert.equal(view && stockLevel.parse(view), view);
    assert.equal(view, {
      ...{ id: 'kraft', kind: 'raw-material', code: 'K120-980', name: 'Kraft 120 gsm 980 mm', bay: 'A3' },
      ...{ unit: 'roll', scale: 0, reorderPoint: 20 },
      ...{ onHand: 100, allocated: 70, free: 30, peak: 100, low: false },
      allocations: [
        { ...forLine('l1'), quantity: 60 },
        { ...forLine('l2'), quantity: 10 },
      ],
      ...{ retired: false, version: 2, cardVersion: 1, sequence: 4, updatedAt: '2026-11-12T20:04:00.000Z' },
    });
  });

  test('take what is issued to a line from its allocation, and what is issued with a reason from free', () => {
    const { view } = project(stockLevels, [
      ...history,
      stock('StockIssued', { ...forLine('l1'), quantity: 60 }),
      stock('StockIssued', { quantity: 5, reason: 'Sample' }),
      stock('StockReturned', { ...forLine('l1'), quantity: 2 }),
      stock('StockReleased', { ...forLine('l2'), quantity: 4 }),
    ]);
    const { onHand, allocated, free, allocations, version, peak } = view('kraft') ?? {};
    assert.equal(
      { onHand, allocated, free, version, peak },
      { onHand: 37, allocated: 6, free: 31, version: 7, peak: 100 },
    );
    assert.equal(allocations, [{ ...forLine('l2'), quantity: 6 }]);
  });

  test('follow a count and an adjustment; the version is that of what is on hand', () => {
    const { view } = project(stockLevels, [
      ...history,
      stock('StockCounted', { counted: 120, was: 100 }),
      stock('StockAdjusted', { change: -50, reason: 'Water' }),
      stock('StockCounted', { counted: 70, was: 70 }),
      stock('ReorderPointSet', { reorderPoint: 5, was: 20 }),
    ]);
    const { onHand, free, peak, version, sequence, low, reorderPoint } = view('kraft') ?? {};
    assert.equal(
      { onHand, free, peak, version, sequence, low, reorderPoint },
      { onHand: 70, free: 0, peak: 120, version: 6, sequence: 8, low: true, reorderPoint: 5 },
    );
  });

  test('keep a retired item, which is never low', () => {
    const { view } = project(stockLevels, [kraft, stock('StockItemRetired', {})]);
    assert.equal([view('kraft')?.retired, view('kraft')?.low], [true, false]);
  });

  test('park what belongs to an item that was never registered, and nothing else', () => {
    const { parked, ids } = project(stockLevels, [stock('StockReceived', { quantity: 1 }, 'ghost'), kraft]);
    assert.equal(
      parked.map(({ id, error }) => [id, error]),
      [['ghost', 'StockReceived of stock-item/ghost, which is not there']],
    );
    assert.equal(ids, ['kraft']);
  });

  test('show the card as it was revised last, and what is still to come of a delivery', () => {
    const { view } = project(stockLevels, [
      kraft,
      stock('StockItemRevised', {
        changes: [
          { field: 'bay', from: 'A3', to: null },
          { field: 'measures', from: null, to: { gsm: 1_200 } },
        ],
      }),
      stock('StockExpected', { quantity: 24, dueDate: '2026-12-03' }),
      stock('StockReceived', { quantity: 10 }),
    ]);
    const row = view('kraft');
    assert.equal(row && stockLevel.parse(row), row);
    assert.equal([row?.bay, row?.measures, row?.cardVersion, row?.version], [undefined, { gsm: 1_200 }, 2, 4]);
    assert.equal(row?.expected, { quantity: 14, dueDate: '2026-12-03' });
    const all = project(stockLevels, [
      kraft,
      stock('StockExpected', { quantity: 24, dueDate: '2026-12-03' }),
      stock('StockReceived', { quantity: 30 }),
    ]);
    assert.is(all.view('kraft')?.expected, undefined);
  });
});
