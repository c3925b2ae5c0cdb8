import { dave, kylie, priya, sione } from './people.ts';
import { type Deed, deed, type Step } from './steps.ts';

/** What lay in the bays when the story begins. */
export const openingStock: readonly Step[] = [
  opening('k120-980', 100),
  opening('k120-1040', 80),
  opening('k090-1040', 60),
  opening('w140-980', 40),
  opening('w140-1040', 30),
  opening('t170-1200', 45),
  opening('s080-840', 40),
  opening('tt76-500', 20),
  opening('slt-052', 20_000),
  opening('slt-076', 15_000),
  opening('slt-102', 12_000),
  opening('slt-060w', 60_000),
  opening('pva', 220),
  opening('dextrin', 2_500),
  opening('carton', 800),
  opening('pallet', 40),
  opening('wrap', 44),
];

/** What came in, was counted or went out without an order. */
export const stockMoves: readonly Deed[] = [
  deed([24, '7:20', sione], 'IssueStock', { itemId: 'pva', quantity: 20, reason: 'Winder 1, weekly fill' }),
  deed([23, '13:05', dave], 'IssueStock', { itemId: 'carton', quantity: 180, reason: 'Packing bench' }),
  deed([19, '7:25', sione], 'IssueStock', { itemId: 'pva', quantity: 20, reason: 'Winder 1, weekly fill' }),
  deed([17, '10:15', kylie], 'IssueStock', { itemId: 'dextrin', quantity: 625, reason: 'Winder 2, new batch' }),
  deed([15, '15:30', priya], 'AdjustStock', { itemId: 'pallet', change: -6, reason: 'Broken in the yard' }),
  deed([14, '7:20', sione], 'IssueStock', { itemId: 'pva', quantity: 20, reason: 'Winder 1, weekly fill' }),
  deed([12, '9:00', priya], 'SetReorderPoint', { itemId: 'k090-1040', reorderPoint: 18 }, 1),
  deed([10, '11:40', dave], 'ReceiveStock', { itemId: 'pva', quantity: 80, supplier: 'Bond & Co', docket: '31077' }),
  deed([9, '14:10', sione], 'ReceiveStock', {
    ...{ itemId: 'fg-core-76-1000', quantity: 600, note: 'Run ahead for the next call-off' },
  }),
  deed([5, '16:00', sione], 'ReceiveStock', { itemId: 'fg-core-152-900', quantity: 620 }),
  deed([3, '15:20', kylie], 'ReceiveStock', { itemId: 'fg-label', quantity: 250 }),
  deed([2, '16:10', priya], 'CountStock', { itemId: 'k120-980', counted: 51, note: 'One roll with edge damage' }),
  deed([0, '8:15', dave], 'ReceiveStock', {
    ...{ itemId: 'k120-980', quantity: 40, supplier: 'Opal Fibre', docket: '88214' },
  }),
];

function opening(itemId: string, quantity: number): Step {
  const payload = { itemId, quantity, note: 'Opening stock' };
  return { type: 'ReceiveStock', payload, by: dave };
}
