import { assert, suite } from '../../../src/testing/suite.ts';
import { card, item, line } from './example-rows.ts';
import { itemsOfMyOrders, searchStock } from './stock-search.ts';

const items = [
  item('k120', { name: 'Kraft 120 gsm 980 mm', code: 'K120-980', bay: 'A3' }),
  item('slt', { name: 'Slit kraft 76 mm', code: 'SLT-076', bay: 'B2' }),
  item('pva', { name: 'PVA adhesive', code: 'PVA-020' }),
];

suite('stock search', (test) => {
  test('finds every word in name, code or bay, in any case and order', () => {
    const found = (typed: string) => searchStock(items, typed).map(({ id }) => id);
    assert.equal(found('kraft'), ['k120', 'slt']);
    assert.equal(found('980 KRAFT'), ['k120']);
    assert.equal(found('b2'), ['slt']);
    assert.equal(found('pva-02'), ['pva']);
    assert.equal(found('  '), ['k120', 'slt', 'pva']);
    assert.equal(found('kraft b9'), []);
  });

  test('my orders hold or ask for an item once I have done something on them', () => {
    const held = item('held', {
      allocations: [{ orderId: 'mine', orderNumber: 'MINE', clientName: 'B', lineId: '1', quantity: 5 }],
    });
    const made = item('made', { productId: 'labels' });
    const all = [...items, held, made];
    const orders = [
      card('mine', [line('1', { itemId: 'k120' }), line('2', { productId: 'labels' })], { people: ['ana', 'ben'] }),
      card('theirs', [line('1', { itemId: 'slt' })], { people: ['ana'] }),
      card('over', [line('1', { itemId: 'pva' })], { people: ['ben'], status: 'cancelled' }),
    ];
    assert.equal([...itemsOfMyOrders(all, orders, 'ben')].sort(), ['held', 'k120', 'made']);
  });
});
