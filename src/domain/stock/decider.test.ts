import { stockCommands } from '../../contracts/stock.ts';
import { by, given } from '../../testing/domain/given.ts';
import { claimed, ironbark, kraft, received } from '../../testing/domain/shop.ts';
import { suite } from '../../testing/suite.ts';
import { whoMay } from '../../testing/who-may.ts';
import { client } from '../client/decider.ts';
import { name } from '../name/decider.ts';
import { stockItem } from './stock-item.ts';

const item = { kind: 'raw-material', code: 'K90', name: 'Kraft 90', unit: 'roll', scale: 0, reorderPoint: 5 } as const;
const retired = stockItem.event('kraft', 'StockItemRetired', {});
const allocated = (quantity: number) =>
  stockItem.event('kraft', 'StockAllocated', {
    ...{ orderId: 'o1', orderNumber: 'ADM-2026-0001', clientName: 'Ironbark Textiles', lineId: 'l1', quantity },
  });
const isRetired = {
  refused: 'item-retired',
  detail: 'Kraft 120 gsm 980 mm is retired. Choose another item.',
  winner: { user: 'ben', type: 'StockItemRetired' },
} as const;
const isUnknown = {
  refused: 'not-found',
  detail: 'There is no stock item constructor. Choose one from the list.',
} as const;

whoMay(stockCommands, {
  RegisterStockItem: 'amp',
  ReceiveStock: 'ampt',
  AdjustStock: 'amp',
  CountStock: 'amp',
  AllocateStock: 'ampst',
  ReleaseAllocation: 'ampst',
  IssueStock: 'ampt',
  ReturnStock: 'ampt',
  SetReorderPoint: 'amp',
  RetireStockItem: 'amp',
  ReviseStockItem: 'amp',
  ExpectStock: 'amp',
  DropExpectedStock: 'amp',
  ReactivateStockItem: 'amp',
});

suite('RegisterStockItem', (test) => {
  test('puts the item on the list and claims its code', () => {
    given()
      .when('RegisterStockItem', { itemId: 'constructor', ...item })
      .thenRecords(
        stockItem.event('constructor', 'StockItemRegistered', item),
        name.event('stock-code/k90', 'NameClaimed', { owner: 'stock-item/constructor', spelling: 'K90' }),
      );
  });
  test('refuses an id that is taken', () => {
    given(by('ben', kraft))
      .when('RegisterStockItem', { itemId: 'kraft', ...item })
      .thenRefuses({
        refused: 'already-exists',
        detail: 'Kraft 120 gsm 980 mm is on the list already. Receive or count it there.',
        winner: { user: 'ben', type: 'StockItemRegistered' },
      });
  });
  test('refuses a code that is taken in any case', () => {
    given(by('ben', kraft, claimed('stock-code', 'K120-980', 'stock-item/kraft')))
      .when('RegisterStockItem', { itemId: 'other', ...item, code: 'k120-980' })
      .thenRefuses({
        refused: 'name-taken',
        detail: 'The code k120-980 is taken. Choose another.',
        winner: { user: 'ben', type: 'NameClaimed', data: { spelling: 'K120-980' } },
        fresh: { owner: 'stock-item/kraft' },
      });
  });
  test('refuses a client or a product that is not there', () => {
    given()
      .when('RegisterStockItem', { itemId: 'x', ...item, clientId: 'toString' })
      .thenRefuses({ refused: 'not-found', detail: 'There is no client toString. Choose one from the list.' });
    given()
      .when('RegisterStockItem', { itemId: 'x', ...item, productId: 'p' })
      .thenRefuses({ refused: 'not-found', detail: 'There is no product p. Choose one from the list.' });
    given(ironbark, by('ben', client.event('ironbark', 'ClientRetired', {})))
      .when('RegisterStockItem', { itemId: 'x', ...item, clientId: 'ironbark' })
      .thenRefuses({
        refused: 'client-retired',
        detail: 'Ironbark Textiles is off the lists. Choose another client.',
        winner: { user: 'ben', type: 'ClientRetired' },
      });
  });
});

suite('ReceiveStock', (test) => {
  test('takes goods into stock', () => {
    given(kraft)
      .when('ReceiveStock', { itemId: 'kraft', quantity: 40, supplier: 'Visy', docket: 'D-7' })
      .thenRecords(stockItem.event('kraft', 'StockReceived', { quantity: 40, supplier: 'Visy', docket: 'D-7' }));
  });
  test('refuses an unknown and a retired item', () => {
    given().when('ReceiveStock', { itemId: 'constructor', quantity: 1 }).thenRefuses(isUnknown);
    given(kraft, by('ben', retired)).when('ReceiveStock', { itemId: 'kraft', quantity: 1 }).thenRefuses(isRetired);
  });
});

suite('AdjustStock', (test) => {
  test('corrects by a difference, down to what is allocated', () => {
    given(kraft, received(40), allocated(30))
      .when('AdjustStock', { itemId: 'kraft', change: -10, reason: 'Water damage' })
      .thenRecords(stockItem.event('kraft', 'StockAdjusted', { change: -10, reason: 'Water damage' }));
  });
  test('refuses without a reason', () => {
    given(kraft, received(40))
      .when('AdjustStock', { itemId: 'kraft', change: -1 })
      .thenRefuses({ refused: 'reason-required', detail: 'A reason is required.' });
  });
  test('refuses to go below what is allocated', () => {
    given(kraft, received(40), by('ben', allocated(30)))
      .when('AdjustStock', { itemId: 'kraft', change: -11, reason: 'Water damage' })
      .thenRefuses({
        refused: 'count-below-allocated',
        detail: '30 are allocated. Release some before counting fewer.',
        winner: { user: 'ben', type: 'StockAllocated', data: { quantity: 30 } },
        fresh: { free: 10, allocated: 30, onHand: 40, wanted: 29 },
      });
  });
  test('refuses to go below nothing', () => {
    given(kraft, received(40), by('ben', stockItem.event('kraft', 'StockAdjusted', { change: -10, reason: 'Torn' })))
      .when('AdjustStock', { itemId: 'kraft', change: -31, reason: 'Water damage' })
      .thenRefuses({
        refused: 'insufficient-stock',
        detail: 'Insufficient stock or concurrent allocation occurred.',
        winner: {
          user: 'ben',
          type: 'StockAdjusted',
          data: { change: -10, reason: 'Torn', freeBefore: 40, freeAfter: 30 },
        },
        fresh: { onHand: 30, wanted: 31 },
      });
  });
  test('refuses an unknown and a retired item', () => {
    const wish = { change: 1, reason: 'Found' };
    given()
      .when('AdjustStock', { itemId: 'constructor', ...wish })
      .thenRefuses(isUnknown);
    given(kraft, by('ben', retired))
      .when('AdjustStock', { itemId: 'kraft', ...wish })
      .thenRefuses(isRetired);
  });
});

suite('CountStock', (test) => {
  test('records what was counted and what it was before', () => {
    given(kraft, received(40), allocated(30))
      .when('CountStock', { itemId: 'kraft', counted: 30, note: 'Bay A3' })
      .thenRecords(stockItem.event('kraft', 'StockCounted', { counted: 30, was: 40, note: 'Bay A3' }));
  });
  test('refuses fewer than are allocated', () => {
    given(kraft, received(40), by('ben', allocated(30)))
      .when('CountStock', { itemId: 'kraft', counted: 29 })
      .thenRefuses({
        refused: 'count-below-allocated',
        detail: '30 are allocated. Release some before counting fewer.',
        winner: { user: 'ben', type: 'StockAllocated' },
        fresh: { wanted: 29 },
      });
    given(kraft, received(40), allocated(1)).when('CountStock', { itemId: 'kraft', counted: 0 }).thenRefuses({
      refused: 'count-below-allocated',
      detail: '1 is allocated. Release some before counting fewer.',
    });
  });
  test('stays valid while others allocate, and is stale once what is on hand has changed', () => {
    const counted = stockItem.event('kraft', 'StockCounted', { counted: 38, was: 40 });
    given(kraft, received(40), by('ben', allocated(30)))
      .when('CountStock', { itemId: 'kraft', counted: 38 }, { expectedVersion: 2 })
      .thenRecords(counted);
    given(kraft, received(40), by('ben', received(5)))
      .when('CountStock', { itemId: 'kraft', counted: 38 }, { expectedVersion: 2 })
      .thenRefuses({
        refused: 'stale-version',
        detail: 'Stock item was modified by another user. Please refresh and try again.',
        winner: { user: 'ben', type: 'StockReceived', data: { quantity: 5, onHandBefore: 40, onHandAfter: 45 } },
        fresh: { version: 3, onHand: 45, wanted: 38 },
      });
  });
  test('refuses an unknown and a retired item', () => {
    given().when('CountStock', { itemId: 'constructor', counted: 1 }).thenRefuses(isUnknown);
    given(kraft, by('ben', retired)).when('CountStock', { itemId: 'kraft', counted: 1 }).thenRefuses(isRetired);
  });
});

suite('SetReorderPoint', (test) => {
  test('records the new point and the old, and nothing when it stays', () => {
    given(kraft)
      .when('SetReorderPoint', { itemId: 'kraft', reorderPoint: 12 })
      .thenRecords(stockItem.event('kraft', 'ReorderPointSet', { reorderPoint: 12, was: 20 }));
    given(kraft).when('SetReorderPoint', { itemId: 'kraft', reorderPoint: 20 }).thenRecordsNothing();
  });
  test('refuses an unknown and a retired item', () => {
    given().when('SetReorderPoint', { itemId: 'constructor', reorderPoint: 1 }).thenRefuses(isUnknown);
    given(kraft, by('ben', retired))
      .when('SetReorderPoint', { itemId: 'kraft', reorderPoint: 1 })
      .thenRefuses(isRetired);
  });
  test('refuses one that was set on an older card, and none that stock moved under', () => {
    const wish = { itemId: 'kraft', reorderPoint: 12 };
    given(kraft, received(40))
      .when('SetReorderPoint', wish, { expectedVersion: 1 })
      .thenRecords(stockItem.event('kraft', 'ReorderPointSet', { reorderPoint: 12, was: 20 }));
    given(kraft, by('ben', stockItem.event('kraft', 'ReorderPointSet', { reorderPoint: 5, was: 20 })))
      .when('SetReorderPoint', wish, { expectedVersion: 1 })
      .thenRefuses({
        refused: 'stale-version',
        detail: 'Stock item was modified by another user. Please refresh and try again.',
        winner: { user: 'ben', type: 'ReorderPointSet', data: { reorderPoint: 5, was: 20 } },
        fresh: { version: 2 },
      });
  });
});

suite('RetireStockItem', (test) => {
  test('takes an empty item off the list', () => {
    given(kraft)
      .when('RetireStockItem', { itemId: 'kraft', reason: 'No longer made' })
      .thenRecords(stockItem.event('kraft', 'StockItemRetired', { reason: 'No longer made' }));
  });
  test('refuses while there is some on hand', () => {
    given(kraft, by('ben', received(1)))
      .when('RetireStockItem', { itemId: 'kraft' })
      .thenRefuses({
        refused: 'still-on-hand',
        detail: 'There is still 1 roll on hand. Issue it or count it down to 0 first.',
        winner: { user: 'ben', type: 'StockReceived' },
        fresh: { onHand: 1 },
      });
  });
  test('refuses an unknown item and one that is retired already', () => {
    given().when('RetireStockItem', { itemId: 'constructor' }).thenRefuses(isUnknown);
    given(kraft, by('ben', retired))
      .when('RetireStockItem', { itemId: 'kraft' })
      .thenRefuses({
        refused: 'already-retired',
        detail: 'Kraft 120 gsm 980 mm is retired already.',
        winner: { user: 'ben', type: 'StockItemRetired' },
      });
  });
});

suite('the card of an item', (test) => {
  const paper = {
    itemId: 'kraft',
    code: 'K120-980',
    name: 'Kraft 120 gsm 980 mm',
    bay: 'A3',
    reorderPoint: 20,
  } as const;
  const onScreen = { expectedVersion: 1 };
  const registered = by('ben', kraft, claimed('stock-code', 'K120-980', 'stock-item/kraft'));

  test('is revised field by field: what is left out is taken off', () => {
    const { bay: _, ...without } = paper;
    given(registered)
      .when('ReviseStockItem', { ...without, reorderPoint: 12, measures: { gsm: 1_200 } }, onScreen)
      .thenRecords(
        stockItem.event('kraft', 'StockItemRevised', {
          changes: [
            { field: 'bay', from: 'A3', to: null },
            { field: 'reorderPoint', from: 20, to: 12 },
            { field: 'measures', from: null, to: { gsm: 1_200 } },
          ],
        }),
      );
    given(registered).when('ReviseStockItem', paper, onScreen).thenRecordsNothing();
  });
  test('keeps its version when stock moves, and refuses an edit of an older one', () => {
    given(registered, received(40))
      .when('ReviseStockItem', { ...paper, bay: 'A4' }, onScreen)
      .thenRecords(stockItem.event('kraft', 'StockItemRevised', { changes: [{ field: 'bay', from: 'A3', to: 'A4' }] }));
    given(registered, by('amy', stockItem.event('kraft', 'ReorderPointSet', { reorderPoint: 5, was: 20 })))
      .when('ReviseStockItem', { ...paper, bay: 'A4' }, onScreen)
      .thenRefuses({
        refused: 'stale-version',
        detail: 'Stock item was modified by another user. Please refresh and try again.',
        winner: { user: 'amy', type: 'ReorderPointSet' },
      });
  });
  test('may take another code, which gives the old one free', () => {
    given(registered)
      .when('ReviseStockItem', { ...paper, code: 'K12-98' }, onScreen)
      .thenRecords(
        stockItem.event('kraft', 'StockItemRevised', { changes: [{ field: 'code', from: 'K120-980', to: 'K12-98' }] }),
        name.event('stock-code/k12-98', 'NameClaimed', { owner: 'stock-item/kraft', spelling: 'K12-98' }),
        name.event('stock-code/k120-980', 'NameReleased', { owner: 'stock-item/kraft' }),
      );
  });
  test('names clients that are there only, and keeps one that was retired since', () => {
    given(registered)
      .when('ReviseStockItem', { ...paper, clientId: 'ironbark' }, onScreen)
      .thenRefuses({ refused: 'not-found', detail: 'There is no client ironbark. Choose one from the list.' });
    const made = stockItem.event('kraft', 'StockItemRevised', {
      changes: [{ field: 'clientId', from: null, to: 'ironbark' }],
    });
    given(registered, ironbark, made, client.event('ironbark', 'ClientRetired', {}))
      .when('ReviseStockItem', { ...paper, clientId: 'ironbark', bay: 'A4' }, { expectedVersion: 2 })
      .thenRecords(stockItem.event('kraft', 'StockItemRevised', { changes: [{ field: 'bay', from: 'A3', to: 'A4' }] }));
  });
  test('is put back on the list after it was retired, and not when it is there', () => {
    given(kraft, retired)
      .when('ReactivateStockItem', { itemId: 'kraft' })
      .thenRecords(stockItem.event('kraft', 'StockItemReactivated', {}));
    given(kraft)
      .when('ReactivateStockItem', { itemId: 'kraft' })
      .thenRefuses({ refused: 'nothing-changed', detail: 'Kraft 120 gsm 980 mm is on the list already.' });
    given(kraft, retired, stockItem.event('kraft', 'StockItemReactivated', {}))
      .when('ReceiveStock', { itemId: 'kraft', quantity: 3 })
      .thenRecords(stockItem.event('kraft', 'StockReceived', { quantity: 3 }));
  });
});

suite('a delivery that was ordered', (test) => {
  const ordered = { quantity: 24, dueDate: '2026-12-03', supplier: 'Opal Fibre', reference: 'PO 9' };
  const expected = stockItem.event('kraft', 'StockExpected', ordered);
  const dropped = (...since: ReturnType<typeof received>[]) =>
    given(kraft, expected, ...since).when('DropExpectedStock', { itemId: 'kraft' });
  test('is noted, once', () => {
    given(kraft)
      .when('ExpectStock', { itemId: 'kraft', ...ordered })
      .thenRecords(expected);
    given(kraft, expected)
      .when('ExpectStock', { itemId: 'kraft', ...ordered })
      .thenRecordsNothing();
  });
  test('is still expected after a part of it came, and not after all of it did', () => {
    dropped(received(10)).thenRecords(stockItem.event('kraft', 'StockNotExpected', { reason: undefined }));
    dropped(received(10), received(14)).thenRefuses({
      refused: 'nothing-changed',
      detail: 'No delivery of Kraft 120 gsm 980 mm is expected.',
    });
  });
});
