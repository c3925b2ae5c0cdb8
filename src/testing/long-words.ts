import type { SettingsView } from '../contracts/settings.ts';
import { addDays, mondayOf, weekDates } from '../contracts/week.ts';
import type { TestApp } from './app.ts';
import { oldMonday, today } from './weeks.ts';

/** As long as a name may be, without a space to break at. */
export const longWord = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(4).slice(0, 120);
const note = 'W'.repeat(500);

/** Somebody, a client, an item and an order of that name, with a week and leave that wait, and notes of one word. */
export async function fillWithLongWords(app: TestApp): Promise<void> {
  const long = { employeeId: 'long' };
  const terms = { weeklyMinutes: 2_280, taxFreeThreshold: true, tfnProvided: true, studyLoan: false };
  await app.send('ben', 'RegisterEmployee', {
    ...{ ...long, number: 'LONG', name: longWord, department: longWord, position: longWord, startDate: '2020-01-06' },
    terms: { employmentType: 'full-time', ...terms },
  });
  await app.send('ben', 'SetPayRate', { ...long, from: '2020-01-06', rateCents: 4_000 });
  await app.send('ben', 'AssignManager', { ...long, managerId: 'priya' });
  const days = [{ date: await workday(app), minutes: 456 }];
  await app.send('ben', 'RequestLeave', { ...long, requestId: 'r1', type: 'unpaid', days, note });
  const monday = oldMonday(1);
  const entries = [{ date: monday, minutes: 456, note }];
  await app.send('ben', 'SaveTimesheet', { ...long, monday, entries, note }, 0);
  await app.send('ben', 'SubmitTimesheet', { ...long, monday });
  await app.send('ben', 'OpenPayRun', { period: monday, payDate: today() });

  await app.send('ana', 'RegisterClient', { clientId: 'long', name: longWord });
  await app.send('ben', 'RegisterStockItem', {
    ...{ itemId: 'long', kind: 'raw-material', code: 'LONG', name: longWord, unit: 'roll', scale: 0, reorderPoint: 9 },
    ...{ supplier: longWord, specification: note },
  });
  await app.send('ben', 'ReceiveStock', { itemId: 'long', quantity: 8, supplier: longWord, note });
  const line = { lineId: '1', itemId: 'long', quantity: 9, note };
  await app.send('ana', 'PlaceOrder', {
    ...{ orderId: 'long', clientId: 'long', dueDate: today(), priority: 'asap', lines: [line] },
    ...{ reference: note.slice(0, 60), notes: note, deliveryAddress: note },
  });
  await app.send('ana', 'AllocateStock', { itemId: 'long', orderId: 'long', lineId: '1', quantity: 3 });
}

/** Names that run from right to left, with figures in them. */
export const otherDirection = { item: 'קרטון 120 לבן', client: 'أوراق النيل' };

/** An item and an order of such names. */
export async function fillWithOtherDirection(app: TestApp): Promise<void> {
  const [itemId, clientId, orderId] = ['other', 'other', 'other'];
  await app.send('ana', 'RegisterClient', { clientId, name: otherDirection.client });
  await app.send('ben', 'RegisterStockItem', {
    ...{
      itemId,
      kind: 'raw-material',
      code: 'OTHER',
      name: otherDirection.item,
      unit: 'roll',
      scale: 0,
      reorderPoint: 9,
    },
    supplier: otherDirection.client,
  });
  await app.send('ben', 'ReceiveStock', { itemId, quantity: 8 });
  const lines = [{ lineId: '1', itemId, quantity: 5 }];
  await app.send('ana', 'PlaceOrder', { orderId, clientId, dueDate: today(), priority: 'asap', lines });
}

/** The first one of next week that is no public holiday. */
async function workday(app: TestApp): Promise<string> {
  const { item } = await app.ask<{ item: SettingsView }>('ben', '/api/settings/company');
  const dates = weekDates(addDays(mondayOf(today()), 7)).slice(0, 5);
  return dates.find((date) => item.holidays.every((holiday) => holiday.date !== date)) ?? '';
}
