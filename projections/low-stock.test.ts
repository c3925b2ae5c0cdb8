import { lowStock as lowStockRow } from '../src/contracts/stock.ts';
import { forLine, kraft, stock } from '../src/testing/given-events.ts';
import { project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { lowStock } from './low-stock.ts';

suite('low stock', (test) => {
  const received = stock('StockReceived', { quantity: 100 });
  const allocated = (quantity: number) => stock('StockAllocated', { ...forLine('l1'), quantity });

  test('shows an item from when it fell to its reorder point', () => {
    const at = project(lowStock, [kraft, received, allocated(79)]);
    assert.is(at.view('kraft'), undefined);
    const { view } = project(lowStock, [kraft, received, allocated(79), allocated(1), allocated(5)]);
    const row = view('kraft');
    assert.equal(row && lowStockRow.parse(row), row);
    assert.equal(row, {
      ...{ id: 'kraft', code: 'K120-980', name: 'Kraft 120 gsm 980 mm', bay: 'A3', unit: 'roll', scale: 0 },
      ...{ onHand: 100, allocated: 85, free: 15, peak: 100, reorderPoint: 20, since: '2026-11-12T20:04:00.000Z' },
    });
  });

  test('drops it when there is enough again, and begins anew when it falls again', () => {
    const more = [kraft, received, allocated(90), received];
    assert.is(project(lowStock, more).view('kraft'), undefined);
    assert.is(project(lowStock, [...more, allocated(95)]).view('kraft')?.since, '2026-11-12T20:05:00.000Z');
  });

  test('follows the reorder point', () => {
    const raised = stock('ReorderPointSet', { reorderPoint: 100, was: 20 });
    assert.is(project(lowStock, [kraft, received, raised]).view('kraft')?.reorderPoint, 100);
    const lowered = stock('ReorderPointSet', { reorderPoint: 99, was: 100 });
    assert.is(project(lowStock, [kraft, received, raised, lowered]).view('kraft'), undefined);
    const none = stock('ReorderPointSet', { reorderPoint: 0, was: 20 });
    assert.is(project(lowStock, [kraft, none]).view('kraft'), undefined, 'none free, and nobody wants to reorder it');
  });

  test('never shows a retired item', () => {
    assert.is(project(lowStock, [kraft, stock('StockItemRetired', {})]).view('kraft'), undefined);
  });
});
