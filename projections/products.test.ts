import { productRow } from '../src/contracts/product.ts';
import { project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { products } from './products.ts';

suite('products', (test) => {
  const card = { sku: 'C76-1000', name: 'Core 76', kind: 'core', unitPrice: 12_500 };
  const registered = [
    'product/core',
    'ProductRegistered',
    { ...card, unit: 'piece', scale: 0, clientId: 'ironbark' },
  ] as const;

  test('keep their unit through an edit; what is no longer on the card is gone', () => {
    const { view } = project(products, [
      registered,
      ['product/core', 'ProductRevised', { ...card, name: 'Core 76 × 1,000 mm' }],
    ]);
    const row = view('core');
    assert.equal(row && productRow.parse(row), row);
    assert.equal(row, {
      ...{ ...card, id: 'core', name: 'Core 76 × 1,000 mm', unit: 'piece', scale: 0 },
      ...{ retired: false, version: 2 },
    });
  });

  test('keep a product that is retired', () => {
    const { view } = project(products, [registered, ['product/core', 'ProductRetired', {}]]);
    assert.equal([view('core')?.retired, view('core')?.version, view('core')?.clientId], [true, 2, 'ironbark']);
  });
});
