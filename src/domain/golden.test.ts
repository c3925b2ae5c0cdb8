import { tellOfAccounts } from '../testing/domain/golden-accounts.ts';
import { goldenEvents } from '../testing/domain/golden-events.ts';
import { tellOfPeople } from '../testing/domain/golden-people.ts';
import { World } from '../testing/domain/world.ts';
import { assert, suite } from '../testing/suite.ts';
import { aggregates } from './catalogue.ts';
import type { Recorded } from './kernel.ts';
import { allocatedOf, issuedOf, order } from './order/order.ts';
import { orderNumbers } from './order/order-numbers.ts';
import { product } from './product/decider.ts';
import { stockItem } from './stock/stock-item.ts';

type GoldenEvent = (typeof goldenEvents)[number];
const golden: readonly GoldenEvent[] = goldenEvents;

suite('golden events', (test) => {
  test('have every version before the newest', () => {
    const written = new Set(golden.map(({ type, v }) => `${type} ${v}`));
    const before = golden.flatMap(({ type, v }) => Array.from({ length: v }, (_, index) => `${type} ${index + 1}`));
    assert.equal(new Set(before), written);
  });

  test('are what the same commands write today', () => {
    const { log } = story();
    const written = log.map(({ aggregate, type, v, data }) => ({ aggregate, type, v, data }));
    // Logs from before December 2026 do not say that a manager was appointed. Everything else stands as it stood.
    const told = <Event extends { type: string }>(events: readonly Event[]) =>
      events.filter(({ type }) => type !== 'ManagerAppointed');
    assert.equal(told(written), told(golden).slice(0, told(written).length));
    assert.equal(
      written.filter(({ type }) => type === 'ManagerAppointed'),
      golden.filter(({ type }) => type === 'ManagerAppointed'),
    );
  });

  test('still lead to the same state', () => {
    const states = new Map<string, { state: unknown; sequence: number }>();
    for (const [index, event] of golden.entries()) {
      const kind = aggregates.find((one) => event.aggregate.startsWith(`${one.kind}/`));
      if (kind === undefined) throw new Error(`${event.aggregate} is of no known kind.`);
      const before = states.get(event.aggregate) ?? { state: kind.initial, sequence: 0 };
      const sequence = before.sequence + 1;
      const recorded: Recorded = { ...event, sequence, position: index + 1, at: new Date(0), user: 'kylie' };
      states.set(event.aggregate, { state: kind.evolve(before.state, recorded), sequence });
    }
    const state = <State>({ at }: { at(id: string): string; initial: State }, id: string) =>
      states.get(at(id))?.state as State;

    const kraft = state(stockItem, 'kraft');
    if (kraft.status === 'none') throw new Error('kraft is in the file.');
    assert.equal([kraft.status, kraft.onHand, kraft.allocated, kraft.peak], ['active', 16, 4, 45]);
    const first = state(order, 'o1');
    if (first.status === 'none') throw new Error('o1 is in the file.');
    assert.equal([first.number, first.status, first.archived !== undefined], ['ADM-2026-0001', 'open', false]);
    const [line] = first.lines;
    if (line === undefined) throw new Error('o1 has a line.');
    assert.equal([line.required, allocatedOf(line), issuedOf(line), line.completed !== undefined], [50, 4, 4, false]);
    assert.is(line.delivered, 45);
    assert.equal(first.fields.reference, 'PO 7');
    assert.is(state(orderNumbers, '2026').last, 1);
    const core = state(product, 'core');
    assert.equal(core.status === 'none' ? undefined : [core.status, core.details.sku], ['active', 'C76-B']);
  });
});

/** One of everything, by commands. */
function story(): World {
  const world = new World();
  const tell: World['handle'] = (type, payload, moment) => {
    const decision = world.handle(type, payload, moment);
    if ('refused' in decision) throw new Error(`${type}: ${decision.detail}`);
    if (decision.length === 0) throw new Error(`${type} changed nothing`);
    return decision;
  };
  const line = { itemId: 'kraft', orderId: 'o1', lineId: 'l1' };
  tell('RegisterUser', {
    userId: 'u1',
    username: 'kylie',
    name: 'Kylie Tran',
    role: 'sales',
    email: 'k@misty.example',
  });
  const contacts = [{ name: 'Mia Chen', position: 'Buyer', email: 'mia@ironbark.example', phone: '02 5550 0100' }];
  tell('RegisterClient', { clientId: 'ironbark', name: 'Ironbark', abn: '00 000 000 000', contacts, leadTimeDays: 7 });
  tell('ReviseClient', { clientId: 'ironbark', name: 'Ironbark Textiles', contacts }, { expectedVersion: 1 });
  const card = { sku: 'C76-A', name: 'Core 76', kind: 'core', clientId: 'ironbark', unitPrice: 12_500 } as const;
  tell('RegisterProduct', { productId: 'core', ...card, unit: 'piece', scale: 0, minimumQuantity: 100 });
  tell(
    'ReviseProduct',
    { productId: 'core', ...card, sku: 'C76-B', specification: 'Wall 5 mm' },
    { expectedVersion: 1 },
  );
  const item = { kind: 'raw-material', code: 'K120', name: 'Kraft 120', bay: 'A3', unit: 'roll', scale: 0 } as const;
  tell('RegisterStockItem', { itemId: 'kraft', ...item, reorderPoint: 20, supplier: 'Visy', specification: '980 mm' });
  tell('RegisterStockItem', { itemId: 'old', ...item, code: 'K119', reorderPoint: 0, productId: 'core' });
  tell('RetireStockItem', { itemId: 'old', reason: 'Not made any more' });
  tell('ReceiveStock', { itemId: 'kraft', quantity: 45, supplier: 'Visy', docket: 'D-7', note: 'Dry' });
  tell('AdjustStock', { itemId: 'kraft', change: -3, reason: 'Water damage' });
  tell('CountStock', { itemId: 'kraft', counted: 40, note: 'Bay A3' }, { expectedVersion: 3 });
  tell('SetReorderPoint', { itemId: 'kraft', reorderPoint: 12 }, { expectedVersion: 1 });
  const lines = [{ ...{ lineId: 'l1', itemId: 'kraft', quantity: 60, unitPrice: 230_000, note: 'First' } }];
  const wish = { clientId: 'ironbark', dueDate: '2026-11-20', priority: 'asap', discountBasisPoints: 500 } as const;
  tell('PlaceOrder', { orderId: 'o1', ...wish, deliveryAddress: '1 Mill Road', lines });
  const revised = [...lines.map((one) => ({ ...one, quantity: 50 })), { lineId: 'l2', productId: 'core', quantity: 7 }];
  const edit = { orderId: 'o1', reference: 'PO 7', lines: revised, reason: 'New paper' };
  tell('ReviseOrder', edit, { expectedVersion: 1 });
  tell('MoveOrderStage', { orderId: 'o1', from: 'order_entered', to: 'winding', note: 'Slit already' });
  tell('AllocateStock', { ...line, quantity: 24 });
  tell('ReleaseAllocation', { ...line, quantity: 4, reason: 'Too many' });
  tell('IssueStock', { ...line, quantity: 5 });
  tell('ReturnStock', { ...line, quantity: 1, note: 'Clean' });
  tell('IssueStock', { itemId: 'kraft', quantity: 20, reason: 'Sample' });
  tell('CompleteOrderLine', { orderId: 'o1', lineId: 'l1' });
  tell('CancelOrder', { orderId: 'o1', reason: 'Double entry' });
  tell('ArchiveOrder', { orderId: 'o1' });
  tell('RetireProduct', { productId: 'core', reason: 'Replaced' });
  tell('RetireClient', { clientId: 'ironbark', reason: 'Closed' });
  tellOfPeople(tell);
  tellOfAccounts(tell);
  tell('ReactivateProduct', { productId: 'core' });
  tell('ReactivateClient', { clientId: 'ironbark' });
  const paper = { itemId: 'kraft', code: 'K120', name: 'Kraft 120', reorderPoint: 12, measures: { gsm: 1_200 } };
  tell('ReviseStockItem', { ...paper, supplier: 'Visy' }, { expectedVersion: 5 });
  tell('ExpectStock', { itemId: 'kraft', quantity: 30, dueDate: '2026-12-01', supplier: 'Visy', reference: 'PO 9' });
  tell('DropExpectedStock', { itemId: 'kraft', reason: 'None left' });
  tell('ReactivateStockItem', { itemId: 'old' });
  return world;
}
