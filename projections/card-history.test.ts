import { cardHistory } from '../src/contracts/card-history.ts';
import { project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { clientHistory } from './client-history.ts';
import { productHistory } from './product-history.ts';

const core = { sku: 'C76', name: 'Core 76', kind: 'core', unitPrice: 12_500, unit: 'piece', scale: 0 };
const { unit: _, scale: _scale, ...coreCard } = core;

suite('history of a card', (test) => {
  test('tells each price with who set it, and what else was changed', () => {
    const { view } = project(productHistory, [
      ['product/core', 'ProductRegistered', core],
      ['product/core', 'ProductRevised', { ...coreCard, unitPrice: 13_000, specification: 'Wall 5 mm' }],
      { user: 'ben', device: 'd1', events: [['product/core', 'ProductRetired', { reason: 'Replaced' }]] },
      ['product/core', 'ProductReactivated', {}],
      ['product/core', 'ProductRevised', { ...coreCard, unitPrice: 12_000, specification: 'Wall 5 mm' }],
    ]);
    const row = cardHistory.parse(view('core'));
    assert.equal(
      row.entries.map(({ sequence, kind }) => [sequence, kind]),
      [
        [5, 'revised'],
        [4, 'reactivated'],
        [3, 'retired'],
        [2, 'revised'],
        [1, 'registered'],
      ],
    );
    const prices = row.entries.flatMap(({ changes }) => changes.filter(({ field }) => field === 'unitPrice'));
    assert.equal(
      prices.map(({ from, to }) => [from, to]),
      [
        [13_000, 12_000],
        [12_500, 13_000],
        [null, 12_500],
      ],
    );
    assert.is(row.entries[2]?.reason, 'Replaced');
    assert.equal(
      row.entries.slice(2, 4).map(({ user }) => user),
      [
        { id: 'ben', name: 'BEN', device: { id: 'd1', name: 'D1' } },
        { id: 'kylie', name: 'KYLIE' },
      ],
    );
  });
  test('tells what was taken off a card, and lists as a whole', () => {
    const { view } = project(clientHistory, [
      ['client/ironbark', 'ClientRegistered', { name: 'Ironbark', phone: '02 5550 1234', contacts: [{ name: 'Ana' }] }],
      ['client/ironbark', 'ClientRevised', { name: 'Ironbark', contacts: [] }],
    ]);
    assert.equal(cardHistory.parse(view('ironbark')).entries[0]?.changes, [
      { field: 'phone', from: '02 5550 1234', to: null },
      { field: 'contacts', from: [{ name: 'Ana' }], to: [] },
    ]);
  });
});
