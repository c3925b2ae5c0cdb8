import type { ClientRow } from '../../../src/contracts/client.ts';
import type { OrderDetail } from '../../../src/contracts/order.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { copyOf, pickedClient, withUsual } from './new-order-start.ts';
import { emptyDraft } from './order-draft.ts';

const TODAY = '2026-12-30';
const row = (more: Partial<ClientRow>): ClientRow => ({
  ...{ id: 'mallee', name: 'Mallee Seeds', contacts: [], retired: false, version: 1 },
  ...more,
});

suite('a new order', (test) => {
  const one = pickedClient(row({ address: '1 Office Street', deliveryAddresses: ['Gate 4'], leadTimeDays: 7 }));
  const two = pickedClient(row({ id: 'two', deliveryAddresses: ['North', 'South'] }));
  const none = pickedClient(row({ id: 'none', address: '9 Mill Road' }));

  test('goes to the only place that the client has goods sent to, else to the address', () => {
    assert.equal(
      [one, two, none].map((client) => withUsual(emptyDraft, client, undefined, TODAY).deliveryAddress),
      ['Gate 4', '', '9 Mill Road'],
    );
    assert.is(withUsual(emptyDraft, one, undefined, TODAY).dueDate, '2027-01-06');
  });
  test('keeps what was typed, and never the address of the client before', () => {
    const typed = { ...emptyDraft, deliveryAddress: 'Yard 3', dueDate: '2027-02-01' };
    assert.equal(withUsual(typed, one, undefined, TODAY), typed);
    const filled = withUsual(emptyDraft, one, undefined, TODAY);
    assert.is(withUsual(filled, two, one, TODAY).deliveryAddress, '');
    assert.is(withUsual(filled, none, one, TODAY).deliveryAddress, '9 Mill Road');
    assert.is(withUsual(typed, two, one, TODAY).deliveryAddress, 'Yard 3');
  });
  test('is copied with the prices of today, and without what was agreed for that one order', () => {
    const line = (lineId: string, more: object) => ({
      ...{ lineId, description: lineId, unit: 'piece', scale: 0, required: 400, unitPrice: 6_800 },
      ...more,
    });
    const order = {
      ...{ dueDate: '2026-01-01', priority: 'asap', reference: 'PO 7', notes: 'Ring first', discountBasisPoints: 500 },
      ...{
        deliveryAddress: 'Gate 9',
        lines: [line('core', { productId: 'core' }), line('kraft', { itemId: 'kraft' })],
      },
    } as unknown as OrderDetail;
    const { draft, copied } = copyOf(order, one, () => 8_500, TODAY);
    assert.equal(
      draft.lines.map(({ description, quantity, price }) => [description, quantity, price]),
      [
        ['core', '400', '0.85'],
        ['kraft', '400', '0.68'],
      ],
    );
    assert.is(copied?.[0]?.price, '0.68');
    assert.ok(draft.lines.every(({ lineId }) => lineId !== 'core' && lineId !== 'kraft'));
    const { reference, priority, dueDate, notes, discount, deliveryAddress } = draft;
    assert.equal([reference, priority, dueDate], ['', 'normal', '2027-01-06']);
    assert.equal([notes, discount, deliveryAddress], ['Ring first', '5', 'Gate 9']);
  });
});
