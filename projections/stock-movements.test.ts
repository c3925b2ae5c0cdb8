import { stockMovement } from '../src/contracts/stock.ts';
import { forLine, kraft, stock } from '../src/testing/given-events.ts';
import { project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { stockMovements } from './stock-movements.ts';

suite('stock movements', (test) => {
  const history = [
    kraft,
    stock('StockReceived', { quantity: 100, supplier: 'Visy', docket: 'D-7' }),
    stock('StockAllocated', { ...forLine('l1'), quantity: 60 }),
    stock('StockCounted', { counted: 90, was: 100, note: 'Recount' }),
    stock('StockAdjusted', { change: -3, reason: 'Water' }),
    stock('StockIssued', { ...forLine('l1'), quantity: 20 }),
    stock('StockReleased', { ...forLine('l1'), quantity: 10, reason: 'Order changed' }),
    stock('StockReturned', { ...forLine('l1'), quantity: 5 }),
    stock('StockIssued', { quantity: 2, reason: 'Sample' }),
    stock('ReorderPointSet', { reorderPoint: 30, was: 20 }),
    stock('StockItemRetired', { reason: 'Gone' }),
  ];

  test('hold the balance after each', () => {
    const { view } = project(stockMovements, history);
    const rows = history.map((_, index) => view(`kraft:${index + 1}`));
    for (const row of rows) assert.equal(row && stockMovement.parse(row), row);
    assert.equal(
      rows.map((row) => [row?.kind, row?.quantity, row?.free, row?.allocated, row?.onHand]),
      [
        ['registered', 0, 0, 0, 0],
        ['received', 100, 100, 0, 100],
        ['allocated', 60, 40, 60, 100],
        ['counted', 10, 30, 60, 90],
        ['adjusted', 3, 27, 60, 87],
        ['issued', 20, 27, 40, 67],
        ['released', 10, 37, 30, 67],
        ['returned', 5, 42, 30, 72],
        ['issued', 2, 40, 30, 70],
        ['reorder-point', 30, 40, 30, 70],
        ['retired', 0, 40, 30, 70],
      ],
    );
    const adjusted = rows.find((row) => row?.kind === 'adjusted');
    assert.is(adjusted?.was, 90, 'from where it was adjusted, so that one sees which way');
  });

  test('say who, for whom and why', () => {
    const { view } = project(stockMovements, [
      kraft,
      {
        user: 'ben',
        events: [stock('StockReceived', { quantity: 10, supplier: 'Visy', docket: 'D-7', note: 'Late' })],
      },
      { user: 'amy', device: 'slitting', events: [stock('StockAllocated', { ...forLine('l1'), quantity: 6 })] },
    ]);
    assert.equal(view('kraft:2'), {
      ...{ id: 'kraft:2', itemId: 'kraft', sequence: 2, position: 2, at: '2026-11-12T20:02:00.000Z' },
      ...{ user: { id: 'ben', name: 'BEN' }, kind: 'received', quantity: 10, free: 10, allocated: 0, onHand: 10 },
      ...{ supplier: 'Visy', docket: 'D-7', note: 'Late' },
    });
    const { orderId, orderNumber, clientName, lineId, user } = view('kraft:3') ?? {};
    assert.equal({ orderId, orderNumber, clientName, lineId }, forLine('l1'));
    assert.equal(user, { id: 'amy', name: 'AMY', device: { id: 'slitting', name: 'SLITTING' } });
    assert.equal(stockMovement.parse(view('kraft:3')), view('kraft:3'));
  });

  test('count how many there are in a row that nobody sees', () => {
    const { row, view } = project(stockMovements, history);
    assert.equal(row('kraft'), { head: 11 });
    assert.is(view('kraft'), undefined);
  });

  test('are parked after a movement that is not understood, because the balance is unknown from there', () => {
    const { parked, ids } = project(stockMovements, [
      stock('StockReceived', { quantity: 1 }, 'ghost'),
      stock('StockReceived', { quantity: 2 }, 'ghost'),
    ]);
    assert.equal(
      parked.map(({ id }) => id),
      ['ghost:1', 'ghost:2'],
    );
    assert.equal(ids, ['ghost']);
  });
});
