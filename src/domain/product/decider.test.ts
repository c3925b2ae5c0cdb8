import { productCommands } from '../../contracts/product.ts';
import { by, given } from '../../testing/domain/given.ts';
import { claimed, core, ironbark, kraft } from '../../testing/domain/shop.ts';
import { suite } from '../../testing/suite.ts';
import { whoMay } from '../../testing/who-may.ts';
import { client } from '../client/decider.ts';
import { name } from '../name/decider.ts';
import { product } from './decider.ts';

const card = { sku: 'C76-1000', name: 'Core 76 × 1,000 mm', kind: 'core', unitPrice: 12_500 } as const;
const counted = { unit: 'piece', scale: 0 } as const;
const registered = by('ben', core, claimed('sku', 'C76-1000', 'product/core'));
const onScreen = { expectedVersion: 1 };
const retired = by('ben', product.event('core', 'ProductRetired', { reason: 'Old' }));
const isUnknown = {
  refused: 'not-found',
  detail: 'There is no product constructor. Choose one from the list.',
} as const;

whoMay(productCommands, {
  RegisterProduct: 'amps',
  ReviseProduct: 'amps',
  RetireProduct: 'amps',
  ReactivateProduct: 'amps',
});

suite('RegisterProduct', (test) => {
  test('adds a product and claims its SKU', () => {
    given(ironbark)
      .when('RegisterProduct', { productId: 'constructor', ...card, ...counted, clientId: 'ironbark' })
      .thenRecords(
        product.event('constructor', 'ProductRegistered', { ...card, ...counted, clientId: 'ironbark' }),
        name.event('sku/c76-1000', 'NameClaimed', { owner: 'product/constructor', spelling: 'C76-1000' }),
      );
  });
  test('refuses an id that is taken, and a SKU that is taken in any case', () => {
    given(registered)
      .when('RegisterProduct', { productId: 'core', ...card, ...counted })
      .thenRefuses({
        refused: 'already-exists',
        detail: 'Core 76 × 1,000 mm is on the list already. Open it and change it there.',
        winner: { user: 'ben', type: 'ProductRegistered' },
      });
    given(registered)
      .when('RegisterProduct', { productId: 'other', ...card, ...counted, sku: 'c76-1000' })
      .thenRefuses({
        refused: 'name-taken',
        detail: 'The SKU c76-1000 is taken. Choose another.',
        winner: { user: 'ben', type: 'NameClaimed', data: { owner: 'product/core', spelling: 'C76-1000' } },
      });
  });
  test('refuses a SKU that looks like another one', () => {
    const labels = (sku: string) => ({ productId: 'labels', ...card, ...counted, sku });
    const letters = by('ben', claimed('sku', 'C76-OIl', 'product/core'), claimed('sku', 'C76-011', 'product/core'));
    given(letters)
      .when('RegisterProduct', labels('C76-0I1'))
      .thenRefuses({
        refused: 'name-taken',
        detail: 'The SKU C76-0I1 looks like C76-011, which is taken. Choose another.',
        winner: { user: 'ben', type: 'NameClaimed' },
      });
    // As logs have it that were written before looks counted.
    given(registered)
      .when('RegisterProduct', labels('C76-IOO0'))
      .thenRefuses({
        refused: 'name-taken',
        detail: 'The SKU C76-IOO0 looks like C76-1000, which is taken. Choose another.',
        winner: { user: 'ben', type: 'NameClaimed' },
      });
    given()
      .when('RegisterProduct', labels('LBL-10'))
      .thenRecords(
        product.event('labels', 'ProductRegistered', { ...card, ...counted, sku: 'LBL-10' }),
        name.event('sku/lbl-10', 'NameClaimed', { owner: 'product/labels', spelling: 'LBL-10' }),
      );
    given()
      .when('RegisterProduct', labels('ROL-10'))
      .thenRecords(
        product.event('labels', 'ProductRegistered', { ...card, ...counted, sku: 'ROL-10' }),
        name.event('sku/rol-10', 'NameClaimed', { owner: 'product/labels', spelling: 'ROL-10' }),
        name.event('sku/r0l-10', 'NameClaimed', { owner: 'product/labels', spelling: 'ROL-10' }),
      );
  });
  test('refuses a client that is not there or off the lists', () => {
    given()
      .when('RegisterProduct', { productId: 'core', ...card, ...counted, clientId: 'toString' })
      .thenRefuses({ refused: 'not-found', detail: 'There is no client toString. Choose one from the list.' });
    given(ironbark, by('ben', client.event('ironbark', 'ClientRetired', {})))
      .when('RegisterProduct', { productId: 'core', ...card, ...counted, clientId: 'ironbark' })
      .thenRefuses({
        refused: 'client-retired',
        detail: 'Ironbark Textiles is off the lists. Choose another client.',
        winner: { user: 'ben', type: 'ClientRetired' },
      });
  });
});

suite('ReviseProduct', (test) => {
  test('records the whole card, and nothing when it says the same', () => {
    given(registered)
      .when('ReviseProduct', { productId: 'core', ...card, unitPrice: 13_000 }, onScreen)
      .thenRecords(product.event('core', 'ProductRevised', { ...card, unitPrice: 13_000 }));
    given(registered)
      .when('ReviseProduct', { productId: 'core', ...card }, onScreen)
      .thenRecordsNothing();
  });
  test('moves the claim with the SKU, and keeps it when only the case changes', () => {
    given(registered)
      .when('ReviseProduct', { productId: 'core', ...card, sku: 'C76-B' }, onScreen)
      .thenRecords(
        product.event('core', 'ProductRevised', { ...card, sku: 'C76-B' }),
        name.event('sku/c76-b', 'NameClaimed', { owner: 'product/core', spelling: 'C76-B' }),
        name.event('sku/c76-1000', 'NameReleased', { owner: 'product/core' }),
      );
    given(registered)
      .when('ReviseProduct', { productId: 'core', ...card, sku: 'c76-1000' }, onScreen)
      .thenRecords(product.event('core', 'ProductRevised', { ...card, sku: 'c76-1000' }));
  });
  test('what the old and the new SKU look like is given free with it, unless they share it', () => {
    const owner = 'product/core';
    const rolls = product.event('core', 'ProductRegistered', { ...card, ...counted, sku: 'ROL' });
    const both = [claimed('sku', 'ROL', owner), claimed('sku', 'R0L', owner)];
    const revise = (sku: string) => ({ productId: 'core', ...card, sku });
    given(rolls, ...both)
      .when('ReviseProduct', revise('R0L'), onScreen)
      .thenRecords(
        product.event('core', 'ProductRevised', { ...card, sku: 'R0L' }),
        name.event('sku/rol', 'NameReleased', { owner }),
      );
    given(rolls, ...both)
      .when('ReviseProduct', revise('X1'), onScreen)
      .thenRecords(
        product.event('core', 'ProductRevised', { ...card, sku: 'X1' }),
        name.event('sku/x1', 'NameClaimed', { owner, spelling: 'X1' }),
        name.event('sku/rol', 'NameReleased', { owner }),
        name.event('sku/r0l', 'NameReleased', { owner }),
      );
    // Its look is another's, by a log of before.
    given(rolls, claimed('sku', 'ROL', owner), claimed('sku', 'R0L', 'product/other'))
      .when('ReviseProduct', revise('X1'), onScreen)
      .thenRecords(
        product.event('core', 'ProductRevised', { ...card, sku: 'X1' }),
        name.event('sku/x1', 'NameClaimed', { owner, spelling: 'X1' }),
        name.event('sku/rol', 'NameReleased', { owner }),
      );
  });
  test('a SKU that was released may be claimed by another', () => {
    given(
      registered,
      product.event('core', 'ProductRevised', { ...card, sku: 'C76-B' }),
      name.event('sku/c76-1000', 'NameReleased', { owner: 'product/core' }),
    )
      .when('RegisterProduct', { productId: 'other', ...card, ...counted })
      .thenRecords(
        product.event('other', 'ProductRegistered', { ...card, ...counted }),
        name.event('sku/c76-1000', 'NameClaimed', { owner: 'product/other', spelling: 'C76-1000' }),
      );
  });
  test('refuses a SKU that another product has', () => {
    given(registered, by('ben', claimed('sku', 'C76-B', 'product/other')))
      .when('ReviseProduct', { productId: 'core', ...card, sku: 'c76-b' }, onScreen)
      .thenRefuses({
        refused: 'name-taken',
        detail: 'The SKU c76-b is taken. Choose another.',
        winner: { user: 'ben', type: 'NameClaimed' },
      });
  });
  test('refuses an edit of an older version, with who changed what', () => {
    given(registered, by('ben', product.event('core', 'ProductRevised', { ...card, unitPrice: 13_000 })))
      .when('ReviseProduct', { productId: 'core', ...card, unitPrice: 14_000 }, onScreen)
      .thenRefuses({
        refused: 'stale-version',
        detail: 'Product was modified by another user. Please refresh and try again.',
        winner: {
          ...{ user: 'ben', type: 'ProductRevised' },
          data: { sku: 'C76-1000', changes: [{ field: 'unitPrice', from: 12_500, to: 13_000 }] },
        },
        fresh: { version: 2 },
      });
  });
  test('keeps a client that is off the lists by now, and takes no new one that is', () => {
    const gone = client.event('ironbark', 'ClientRetired', {});
    const forIronbark = { ...card, clientId: 'ironbark' };
    const made = product.event('core', 'ProductRegistered', { ...forIronbark, ...counted });
    given(ironbark, made, claimed('sku', 'C76-1000', 'product/core'), gone)
      .when('ReviseProduct', { productId: 'core', ...forIronbark, unitPrice: 1 }, onScreen)
      .thenRecords(product.event('core', 'ProductRevised', { ...forIronbark, unitPrice: 1 }));
    given(ironbark, registered, gone)
      .when('ReviseProduct', { productId: 'core', ...forIronbark }, onScreen)
      .thenRefuses({
        refused: 'client-retired',
        detail: 'Ironbark Textiles is off the lists. Choose another client.',
      });
  });
  test('refuses an unknown and a retired product', () => {
    given()
      .when('ReviseProduct', { productId: 'constructor', ...card }, onScreen)
      .thenRefuses(isUnknown);
    given(registered, retired)
      .when('ReviseProduct', { productId: 'core', ...card }, onScreen)
      .thenRefuses({
        refused: 'product-retired',
        detail: 'Core 76 × 1,000 mm is off the lists. Choose another product.',
        winner: { user: 'ben', type: 'ProductRetired', data: { reason: 'Old' } },
      });
  });
});

suite('RetireProduct', (test) => {
  test('takes a product off the lists, once, and keeps its SKU claimed', () => {
    given(registered)
      .when('RetireProduct', { productId: 'core', reason: 'Old' })
      .thenRecords(product.event('core', 'ProductRetired', { reason: 'Old' }));
    given(registered, retired)
      .when('RetireProduct', { productId: 'core' })
      .thenRefuses({
        refused: 'already-retired',
        detail: 'Core 76 × 1,000 mm is off the lists already.',
        winner: { user: 'ben', type: 'ProductRetired' },
      });
    given().when('RetireProduct', { productId: 'constructor' }).thenRefuses(isUnknown);
  });
});

suite('ReactivateProduct', (test) => {
  test('puts one back on the lists, and says so when it is there already', () => {
    given(registered, retired)
      .when('ReactivateProduct', { productId: 'core' })
      .thenRecords(product.event('core', 'ProductReactivated', {}));
    given(core)
      .when('ReactivateProduct', { productId: 'core' })
      .thenRefuses({ refused: 'nothing-changed', detail: 'Core 76 × 1,000 mm is on the lists already.' });
    given().when('ReactivateProduct', { productId: 'constructor' }).thenRefuses(isUnknown);
  });
});

suite('what a product names', (test) => {
  const sharedAndMade = { ...card, sharedWith: ['ironbark'], materials: ['kraft'] };
  const gone = by('ben', client.event('ironbark', 'ClientRetired', {}));
  test('must be there when it is put on the card', () => {
    given(registered, kraft)
      .when('ReviseProduct', { productId: 'core', ...sharedAndMade }, onScreen)
      .thenRefuses({ refused: 'not-found', detail: 'There is no client ironbark. Choose one from the list.' });
    given(registered, ironbark)
      .when('ReviseProduct', { productId: 'core', ...sharedAndMade }, onScreen)
      .thenRefuses({ refused: 'not-found', detail: 'There is no stock item kraft. Choose one from the list.' });
    given(registered, ironbark, kraft, gone)
      .when('ReviseProduct', { productId: 'core', ...sharedAndMade }, onScreen)
      .thenRefuses({
        refused: 'client-retired',
        detail: 'Ironbark Textiles is off the lists. Choose another client.',
        winner: { user: 'ben', type: 'ClientRetired' },
      });
  });
  test('stays when it went off the lists meanwhile', () => {
    const shared = product.event('core', 'ProductRevised', sharedAndMade);
    const dearer = { ...sharedAndMade, unitPrice: 13_000 };
    given(registered, ironbark, kraft, by('kylie', shared), gone)
      .when('ReviseProduct', { productId: 'core', ...dearer }, { expectedVersion: 2 })
      .thenRecords(product.event('core', 'ProductRevised', dearer));
  });
});
