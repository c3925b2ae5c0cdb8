import { by, given } from '../../testing/domain/given.ts';
import { forKraftLine, kraft, kraftLine, onKraftLine, placed, received, slit } from '../../testing/domain/shop.ts';
import { suite } from '../../testing/suite.ts';
import { order } from '../order/order.ts';
import { stockItem } from './stock-item.ts';

const line = { itemId: 'kraft', orderId: 'o1', lineId: 'l1' };
const { allocated, released, issued, returned } = onKraftLine;
const commands = ['AllocateStock', 'ReleaseAllocation', 'IssueStock', 'ReturnStock'] as const;

suite('AllocateStock', (test) => {
  test('writes to the item and to the order', () => {
    given(kraft, received(40), placed())
      .when('AllocateStock', { ...line, quantity: 24 })
      .thenRecords(...allocated(24));
  });
  test('gives all that is free', () => {
    given(kraft, received(24), placed())
      .when('AllocateStock', { ...line, quantity: 24 })
      .thenRecords(...allocated(24));
  });
  test('refuses more than is free and names who took it, what for, from how much to how much', () => {
    const toAnother = stockItem.event('kraft', 'StockAllocated', {
      ...{ orderId: 'o39', orderNumber: 'ADM-2026-0039', clientName: 'Ironbark Textiles', lineId: 'l1', quantity: 60 },
    });
    given(
      kraft,
      received(63),
      placed(),
      by('ben', toAnother),
      by('amy', stockItem.event('kraft', 'ReorderPointSet', { reorderPoint: 1, was: 20 })),
    )
      .when('AllocateStock', { ...line, quantity: 24 })
      .thenRefuses({
        refused: 'insufficient-stock',
        detail: 'Insufficient stock or concurrent allocation occurred.',
        winner: {
          user: 'ben',
          type: 'StockAllocated',
          data: {
            ...{ quantity: 60, orderNumber: 'ADM-2026-0039', clientName: 'Ironbark Textiles' },
            ...{ freeBefore: 63, freeAfter: 3 },
          },
        },
        fresh: {
          ...{ itemId: 'kraft', name: 'Kraft 120 gsm 980 mm', unit: 'roll', scale: 0 },
          ...{ free: 3, allocated: 60, onHand: 63, wanted: 24 },
        },
      });
  });
  test('names nobody when it was oneself, or when there never was so much', () => {
    const expected = {
      refused: 'insufficient-stock',
      detail: 'Insufficient stock or concurrent allocation occurred.',
    } as const;
    given(kraft, received(30), placed(), by('kylie', ...allocated(20)))
      .when('AllocateStock', { ...line, quantity: 11 })
      .thenRefuses(expected);
    given(kraft, placed())
      .when('AllocateStock', { ...line, quantity: 1 })
      .thenRefuses(expected);
  });
  test('a release, a receipt or an issue of allocated stock is not what made less free', () => {
    given(
      kraft,
      received(30),
      placed(),
      by('amy', ...allocated(20)),
      by('ben', ...released(5)),
      by('ben', ...issued(5)),
    )
      .when('AllocateStock', { ...line, quantity: 16 })
      .thenRefuses({
        refused: 'insufficient-stock',
        detail: 'Insufficient stock or concurrent allocation occurred.',
        winner: { user: 'amy', type: 'StockAllocated', data: { freeBefore: 30, freeAfter: 10 } },
        fresh: { free: 15 },
      });
  });
  test('refuses more than the line still needs', () => {
    given(kraft, received(100), placed(), by('ben', ...allocated(15)), by('ben', ...issued(5)))
      .when('AllocateStock', { ...line, quantity: 46 })
      .thenRefuses({
        refused: 'line-covered',
        detail: 'Only 45 are still needed on this line.',
        winner: { user: 'ben', type: 'OrderLineAllocated', data: { quantity: 15, orderNumber: 'ADM-2026-0001' } },
        fresh: { required: 60, allocated: 10, issued: 5, needed: 45, wanted: 46 },
      });
    given(kraft, received(100), placed(), ...[allocated(59)].map((events) => by('kylie', ...events)))
      .when('AllocateStock', { ...line, quantity: 2 })
      .thenRefuses({ refused: 'line-covered', detail: 'Only 1 is still needed on this line.' });
    given(kraft, received(60), placed(), by('ben', ...allocated(60)))
      .when('AllocateStock', { ...line, quantity: 60 })
      .thenRefuses({
        refused: 'line-covered',
        detail: 'Nothing more is needed on this line.',
        winner: { user: 'ben', type: 'OrderLineAllocated' },
      });
  });
  test('says figures at the scale of the line', () => {
    const metres = { ...kraftLine, itemId: 'slit', unit: 'm', scale: 2, required: 125_050 } as const;
    given(slit, received(200_000, 'slit'), placed(1, 'o1', [metres]))
      .when('AllocateStock', { ...line, itemId: 'slit', quantity: 125_051 })
      .thenRefuses({ refused: 'line-covered', detail: 'Only 1,250.5 are still needed on this line.' });
  });
  test('takes what the line does not ask for only as a substitute that is meant, and says so for ever', () => {
    const other = stockItem.event('other', 'StockItemRegistered', {
      ...{ kind: 'raw-material', code: 'K2', name: 'Kraft 120 gsm 1,040 mm', unit: 'roll', scale: 0, reorderPoint: 0 },
    });
    given(other, received(5, 'other'), placed())
      .when('AllocateStock', { ...line, itemId: 'other', quantity: 5 })
      .thenRefuses({
        refused: 'not-asked-for',
        detail:
          'ADM-2026-0001 asks for Kraft 120 gsm 980 mm. Choose that, or say that Kraft 120 gsm 1,040 mm is used instead of it.',
        fresh: { needed: 60, wanted: 5 },
      });
    const insteadOf = 'Kraft 120 gsm 980 mm';
    given(other, received(5, 'other'), placed())
      .when('AllocateStock', { ...line, itemId: 'other', quantity: 5, substitute: true })
      .thenRecords(
        stockItem.event('other', 'StockAllocated', { ...forKraftLine, quantity: 5, insteadOf }),
        order.event('o1', 'OrderLineAllocated', {
          ...{ lineId: 'l1', itemId: 'other', itemName: 'Kraft 120 gsm 1,040 mm', quantity: 5, insteadOf },
        }),
      );
    // What the line asks for is no substitute, whatever is said.
    given(kraft, received(5), placed())
      .when('AllocateStock', { ...line, quantity: 5, substitute: true })
      .thenRecords(
        stockItem.event('kraft', 'StockAllocated', { ...forKraftLine, quantity: 5 }),
        order.event('o1', 'OrderLineAllocated', {
          ...{ lineId: 'l1', itemId: 'kraft', itemName: 'Kraft 120 gsm 980 mm', quantity: 5 },
        }),
      );
  });
  test('takes no stock that is counted in another way', () => {
    given(slit, received(500, 'slit'), placed())
      .when('AllocateStock', { ...line, itemId: 'slit', quantity: 5 })
      .thenRefuses({
        refused: 'wrong-unit',
        detail: 'Slit kraft 52 mm is counted in m, and this line asks for rolls. Choose other stock.',
      });
    const finer = { ...kraftLine, unit: 'm', scale: 3 } as const;
    given(slit, received(500, 'slit'), placed(1, 'o1', [finer]))
      .when('AllocateStock', { ...line, itemId: 'slit', quantity: 5 })
      .thenRefuses({
        refused: 'wrong-unit',
        detail: 'Slit kraft 52 mm is counted in other parts of m than this line. Choose other stock.',
      });
  });
});

suite('ReleaseAllocation', (test) => {
  test('gives all or a part back', () => {
    const before = [kraft, received(40), placed(), by('ben', ...allocated(24))];
    given(...before)
      .when('ReleaseAllocation', { ...line, quantity: 4 })
      .thenRecords(...released(4));
    given(...before)
      .when('ReleaseAllocation', { ...line, quantity: 24, reason: 'Late' })
      .thenRecords(
        stockItem.event('kraft', 'StockReleased', { ...forKraftLine, quantity: 24, reason: 'Late' }),
        ...released(24).slice(1),
      );
  });
  test('refuses more than is allocated, and names who released or issued it', () => {
    given(kraft, received(40), placed(), by('amy', ...allocated(24)), by('ben', ...released(19)))
      .when('ReleaseAllocation', { ...line, quantity: 6 })
      .thenRefuses({
        refused: 'not-allocated',
        detail: 'Only 5 are allocated to this line.',
        winner: { user: 'ben', type: 'OrderLineReleased', data: { quantity: 19 } },
        fresh: { allocatedOfItem: 5, wanted: 6 },
      });
    given(kraft, received(40), placed())
      .when('ReleaseAllocation', { ...line, quantity: 1 })
      .thenRefuses({
        refused: 'not-allocated',
        detail: 'No Kraft 120 gsm 980 mm is allocated to this line. Choose another item.',
      });
  });
});

suite('IssueStock', (test) => {
  test('takes out what is allocated to a line', () => {
    given(kraft, received(40), placed(), by('ben', ...allocated(24)))
      .when('IssueStock', { ...line, quantity: 24 })
      .thenRecords(...issued(24));
  });
  test('refuses more than is allocated to the line, even when more is free', () => {
    given(kraft, received(40), placed(), by('ben', ...allocated(6)), by('ben', ...issued(5)))
      .when('IssueStock', { ...line, quantity: 2 })
      .thenRefuses({
        refused: 'not-allocated',
        detail: 'Only 1 is allocated to this line.',
        winner: { user: 'ben', type: 'OrderLineIssued' },
      });
  });
  test('takes out free stock with a reason', () => {
    given(kraft, received(40), placed(), by('ben', ...allocated(24)))
      .when('IssueStock', { itemId: 'kraft', quantity: 16, reason: 'Sample' })
      .thenRecords(stockItem.event('kraft', 'StockIssued', { quantity: 16, reason: 'Sample' }));
    given(kraft, received(40))
      .when('IssueStock', { itemId: 'kraft', quantity: 1 })
      .thenRefuses({ refused: 'reason-required', detail: 'A reason is required.' });
  });
  test('refuses to take out more than is free', () => {
    given(kraft, received(40), placed(), by('ben', ...allocated(24)))
      .when('IssueStock', { itemId: 'kraft', quantity: 17, reason: 'Sample' })
      .thenRefuses({
        refused: 'insufficient-stock',
        detail: 'Insufficient stock or concurrent allocation occurred.',
        winner: { user: 'ben', type: 'StockAllocated' },
        fresh: { free: 16, wanted: 17 },
      });
  });
  test('refuses an unknown and a retired item without a line', () => {
    given().when('IssueStock', { itemId: 'constructor', quantity: 1, reason: 'Sample' }).thenRefuses({
      refused: 'not-found',
      detail: 'There is no stock item constructor. Choose one from the list.',
    });
    given(kraft, stockItem.event('kraft', 'StockItemRetired', {}))
      .when('IssueStock', { itemId: 'kraft', quantity: 1, reason: 'Sample' })
      .thenRefuses({ refused: 'item-retired', detail: 'Kraft 120 gsm 980 mm is retired. Choose another item.' });
  });
});

suite('ReturnStock', (test) => {
  test('brings back what was issued to the line', () => {
    given(kraft, received(40), placed(), by('ben', ...allocated(24)), by('ben', ...issued(24)))
      .when('ReturnStock', { ...line, quantity: 4 })
      .thenRecords(...returned(4));
  });
  test('refuses more than was issued', () => {
    given(kraft, received(40), placed(), ...[allocated(24), issued(10), returned(5)].map((all) => by('ben', ...all)))
      .when('ReturnStock', { ...line, quantity: 6 })
      .thenRefuses({
        refused: 'not-issued',
        detail: 'Only 5 are issued to this line.',
        winner: { user: 'ben', type: 'OrderLineReturned', data: { quantity: 5 } },
        fresh: { issuedOfItem: 5, wanted: 6 },
      });
    given(kraft, received(40), placed(), by('ben', ...allocated(24)))
      .when('ReturnStock', { ...line, quantity: 1 })
      .thenRefuses({
        refused: 'not-issued',
        detail: 'No Kraft 120 gsm 980 mm is issued to this line. Choose another item.',
      });
  });
});

suite('covering a line', (test) => {
  for (const command of commands) {
    test(`${command} refuses an order, a line and an item that are not there`, () => {
      given(kraft, placed())
        .when(command, { ...line, orderId: 'constructor', quantity: 1 })
        .thenRefuses({ refused: 'not-found', detail: 'There is no order constructor. Choose one from the board.' });
      given(kraft, placed())
        .when(command, { ...line, lineId: 'toString', quantity: 1 })
        .thenRefuses({
          refused: 'not-found',
          detail: 'There is no line toString on ADM-2026-0001. Choose one of its lines.',
        });
      given(kraft, placed())
        .when(command, { ...line, itemId: 'constructor', quantity: 1 })
        .thenRefuses({
          refused: 'not-found',
          detail: 'There is no stock item constructor. Choose one from the list.',
        });
    });
    test(`${command} refuses a closed order, and a retired item`, () => {
      given(kraft, received(9), placed(), by('ben', order.event('o1', 'OrderCancelled', { reason: 'Double' })))
        .when(command, { ...line, quantity: 1 })
        .thenRefuses({
          refused: 'order-closed',
          detail: `ADM-2026-0001 is cancelled already. ${
            command === 'ReturnStock'
              ? 'Have what came back added to the stock as a correction.'
              : 'Choose an order that is open.'
          }`,
          winner: { user: 'ben', type: 'OrderCancelled', data: { reason: 'Double', orderNumber: 'ADM-2026-0001' } },
          fresh: { orderNumber: 'ADM-2026-0001', status: 'cancelled' },
        });
      given(kraft, placed(), by('ben', stockItem.event('kraft', 'StockItemRetired', { reason: 'Gone' })))
        .when(command, { ...line, quantity: 1 })
        .thenRefuses({
          refused: 'item-retired',
          detail: 'Kraft 120 gsm 980 mm is retired. Choose another item.',
          winner: { user: 'ben', type: 'StockItemRetired', data: { reason: 'Gone' } },
        });
    });
  }
});
