import { FILES_EVER_MAX, FILES_MAX } from '../../contracts/file-types.ts';
import { fileCommands } from '../../contracts/files.ts';
import { requested } from '../../testing/domain/days-off.ts';
import { by, given } from '../../testing/domain/given.ts';
import { kraft } from '../../testing/domain/shop.ts';
import { people } from '../../testing/domain/staff.ts';
import { suite } from '../../testing/suite.ts';
import { whoMay } from '../../testing/who-may.ts';
import { stockItem } from '../stock/stock-item.ts';
import { files } from './files.ts';

const digest = (number: number) => number.toString(16).padStart(64, '0');
const photo = { kind: 'photo', type: 'image/jpeg', bytes: 480_000, sha256: digest(1) } as const;
const label = { fileId: 'f1', name: 'Label', ...photo } as const;
const wish = { itemId: 'kraft', ...label };
const attached = (more: object = {}) => files.event('stock-item/kraft', 'FileAttached', { ...label, ...more });
const removed = files.event('stock-item/kraft', 'FileRemoved', { fileId: 'f1', reason: 'Blurred' });
const removal = { itemId: 'kraft', fileId: 'f1', reason: 'Blurred' };

whoMay(fileCommands, {
  AttachOrderFile: 'ampst',
  AttachStockFile: 'ampst',
  AttachLeaveFile: 'ampste',
  RemoveOrderFile: 'ampst',
  RemoveStockFile: 'ampst',
  RemoveLeaveFile: 'ampste',
  EraseLeaveFile: 'am',
});

suite('attaching a file', (test) => {
  test('records what it is, and nothing about the record itself', () => {
    given(kraft).when('AttachStockFile', wish).thenRecords(attached());
  });
  test('goes on where the item is retired, because papers come late', () => {
    const retired = stockItem.event('kraft', 'StockItemRetired', { reason: 'No longer made' });
    given(kraft, retired).when('AttachStockFile', wish).thenRecords(attached());
  });
  test('is refused where there is no such record', () => {
    given().when('AttachStockFile', wish).thenRefuses({
      refused: 'not-found',
      detail: 'There is no stock item kraft. Choose one from the list.',
    });
    given()
      .when('AttachOrderFile', { orderId: 'o1', ...label })
      .thenRefuses({
        refused: 'not-found',
        detail: 'There is no order o1. Choose one from the board.',
      });
  });
  test('is refused twice: by its id, and by its bytes', () => {
    const past = [kraft, by('ben', attached())] as const;
    const winner = { user: 'ben', type: 'FileAttached' };
    given(...past)
      .when('AttachStockFile', { ...wish, sha256: digest(2) })
      .thenRefuses({
        refused: 'already-exists',
        detail: 'This file is attached already. Look at the files that are there.',
        winner,
      });
    given(...past)
      .when('AttachStockFile', { ...wish, fileId: 'f2' })
      .thenRefuses({
        refused: 'already-exists',
        detail: 'The very same file is attached here already.',
        winner,
      });
  });
  test('takes the same bytes again once they were removed', () => {
    const again = { fileId: 'f2' };
    given(kraft, attached(), removed)
      .when('AttachStockFile', { ...wish, ...again })
      .thenRecords(attached(again));
  });
  test('ends where there are as many as may be', () => {
    const many = Array.from({ length: FILES_MAX }, (_, i) => attached({ fileId: `g${i}`, sha256: digest(i + 10) }));
    given(kraft, by('kylie', ...many))
      .when('AttachStockFile', wish)
      .thenRefuses({
        refused: 'too-many-files',
        detail: 'There are 50 files here, and no more can be attached. Remove some.',
      });
    const ever = Array.from({ length: FILES_EVER_MAX }, (_, i) => [
      attached({ fileId: `g${i}`, sha256: digest(i + 10) }),
      files.event('stock-item/kraft', 'FileRemoved', { fileId: `g${i}`, reason: 'Wrong' }),
    ]).flat();
    given(kraft, by('kylie', ...ever))
      .when('AttachStockFile', wish)
      .thenRefuses({
        refused: 'too-many-files',
        detail: 'Files were attached here and removed 200 times, and no more can be attached.',
      });
  });
});

suite('attaching a certificate to leave', (test) => {
  const { fileId, sha256 } = label;
  const certificate = { fileId, sha256, kind: 'certificate', type: 'application/pdf', bytes: 20_480 } as const;
  const ofKylie = { employeeId: 'e-kylie', requestId: 'r1', ...certificate };
  const recorded = files.event('leave/e-kylie/r1', 'FileAttached', certificate);
  const asked = by('kylie', requested());

  test('is for the person, and for those who decide for them', () => {
    for (const user of ['kylie', 'priya', 'ben'])
      given(people, asked).when('AttachLeaveFile', ofKylie, { user }).thenRecords(recorded);
    for (const user of ['sione', 'otto', 'dave'])
      given(people, asked).when('AttachLeaveFile', ofKylie, { user }).thenRefuses({
        refused: 'not-your-own',
        detail: 'You can do this for yourself and for your team only. Ask the office.',
      });
  });
  test('needs the request', () => {
    given(people).when('AttachLeaveFile', ofKylie, { user: 'kylie' }).thenRefuses({
      refused: 'not-found',
      detail: 'There is no leave request r1. Choose one from the list.',
    });
  });
  test('is taken off by the same people', () => {
    const off = { employeeId: 'e-kylie', requestId: 'r1', fileId: 'f1', reason: 'Wrong page' };
    const past = [people, asked, by('kylie', recorded)] as const;
    given(...past)
      .when('RemoveLeaveFile', off, { user: 'priya' })
      .thenRecords(files.event('leave/e-kylie/r1', 'FileRemoved', { fileId: 'f1', reason: 'Wrong page' }));
    given(...past)
      .when('RemoveLeaveFile', off, { user: 'sione' })
      .thenRefuses({
        refused: 'not-your-own',
        detail: 'You can do this for yourself and for your team only. Ask the office.',
      });
  });
});

suite('erasing a certificate', (test) => {
  const wish = { employeeId: 'e-kylie', requestId: 'r1', fileId: 'f1', reason: 'Asked for' };
  const what = { kind: 'certificate', type: 'application/pdf', bytes: 20_480, sha256: digest(1) } as const;
  const record = 'leave/e-kylie/r1';
  const past = [
    people,
    by('kylie', requested(), files.event(record, 'FileAttached', { fileId: 'f1', ...what })),
  ] as const;
  const erased = files.event(record, 'FileErased', { fileId: 'f1', reason: 'Asked for' });

  test('is for the office, also after it was removed, and once', () => {
    given(...past)
      .when('EraseLeaveFile', wish, { user: 'amy' })
      .thenRecords(erased);
    const off = files.event(record, 'FileRemoved', { fileId: 'f1', reason: 'Wrong page' });
    given(...past, off)
      .when('EraseLeaveFile', wish, { user: 'ben' })
      .thenRecords(erased);
    given(...past, erased)
      .when('EraseLeaveFile', wish, { user: 'ben' })
      .thenRecordsNothing();
    given(...past)
      .when('EraseLeaveFile', { ...wish, fileId: 'f2' }, { user: 'ben' })
      .thenRefuses({
        refused: 'not-found',
        detail: 'There is no such file here. Look at the files that are there.',
      });
  });
  test('is not for one’s own', () => {
    const own = { ...wish, employeeId: 'e-ben' };
    given(people).when('EraseLeaveFile', own, { user: 'ben' }).thenRefuses({
      refused: 'own-request',
      detail: 'You cannot erase papers of your own leave.',
    });
  });
});

suite('removing a file', (test) => {
  test('is for who has attached it, and for the office', () => {
    const past = [people, kraft, by('kylie', attached())] as const;
    for (const user of ['kylie', 'priya', 'amy']) {
      given(...past)
        .when('RemoveStockFile', removal, { user })
        .thenRecords(removed);
    }
    given(...past)
      .when('RemoveStockFile', removal, { user: 'dave' })
      .thenRefuses({
        refused: 'not-your-own',
        detail: 'Somebody else has attached this file. Ask them, or the office, to remove it.',
      });
  });
  test('happens once', () => {
    given(people, kraft, attached(), by('priya', removed))
      .when('RemoveStockFile', removal)
      .thenRefuses({
        refused: 'file-removed',
        detail: 'This file is removed already.',
        winner: { user: 'priya', type: 'FileRemoved', data: { reason: 'Blurred' } },
      });
    given(people, kraft).when('RemoveStockFile', removal).thenRefuses({
      refused: 'not-found',
      detail: 'There is no such file here. Look at the files that are there.',
    });
  });
});
