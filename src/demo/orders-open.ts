import { ana, dave, kylie, manager, priya, sione } from './people.ts';
import { allocated, type Deed, issued, moved, ordered, redated, released } from './steps.ts';

// Orders that are being made, or wait to be. Old ones first.

export const openOrders: readonly Deed[] = [
  ...ordered(
    [12, '14:00', ana],
    {
      ...{ orderId: 'demo-09', clientId: 'coolabah', due: 1, more: { reference: 'CF 20231' } },
      lines: [{ product: 'core-152-900', quantity: 500 }],
    },
    moved([11, '9:10', priya], 'pending_material'),
    moved([9, '7:40', dave], 'paper_slitting'),
    moved([7, '7:15', sione], 'winding'),
    moved([5, '15:40', sione], 'finishing'),
    allocated([4, '8:05', kylie], '1', 'fg-core-152-900', 500),
  ),
  ...ordered(
    [11, '10:20', ana],
    {
      ...{ orderId: 'demo-10', clientId: 'currawong', due: -1, more: { reference: 'CL-5580' } },
      lines: [
        { product: 'label-100-150', quantity: 320 },
        { item: 's080-840', quantity: 14 },
      ],
    },
    moved([10, '8:10', priya], 'pending_material'),
    allocated([9, '8:15', dave], '2', 's080-840', 14),
    moved([7, '7:50', dave], 'paper_slitting'),
    issued([7, '7:55', dave], '2', 's080-840', 14),
    moved([4, '7:20', sione], 'winding'),
    moved([2, '13:15', kylie], 'finishing'),
    allocated([2, '13:30', kylie], '1', 'fg-label', 210),
  ),
  ...ordered(
    [10, '9:40', ana],
    {
      ...{ orderId: 'demo-11', clientId: 'saltbush', due: 1, more: { reference: 'SF-0921' } },
      lines: [
        { product: 'core-76-1300', quantity: 800 },
        { item: 'k120-980', quantity: 12 },
        { item: 'slt-076', quantity: 4_500 },
      ],
    },
    moved([9, '8:20', priya], 'pending_material'),
    allocated([8, '8:30', kylie], '3', 'slt-076', 4_500),
    moved([5, '7:30', dave], 'paper_slitting'),
    moved([2, '7:15', sione], 'winding'),
    allocated([0, '9:58', kylie], '2', 'k120-980', 12),
  ),
  ...ordered(
    [9, '11:30', ana],
    {
      ...{ orderId: 'demo-12', clientId: 'ironbark', due: -2, priority: 'asap', more: { reference: 'IT/4471' } },
      lines: [
        { product: 'core-76-1600', quantity: 950 },
        { item: 'k120-1040', quantity: 10 },
      ],
    },
    moved([9, '11:45', priya], 'pending_material'),
    allocated([8, '8:00', dave], '2', 'k120-1040', 8),
    released([6, '10:00', dave], '2', 'k120-1040', 2, 'Wet rolls, taking others'),
    allocated([3, '10:05', dave], '2', 'k120-1040', 4),
    moved([1, '8:00', dave], 'paper_slitting'),
  ),
  ...ordered(
    [8, '13:20', ana],
    {
      ...{ orderId: 'demo-13', clientId: 'ironbark', due: 4, more: { reference: 'IT/4480' } },
      lines: [
        { product: 'core-76-1600', quantity: 1_200 },
        { item: 'k090-1040', quantity: 14 },
        { item: 'slt-052', quantity: 6_000 },
      ],
    },
    moved([7, '8:15', priya], 'pending_material'),
    allocated([6, '8:10', kylie], '2', 'k090-1040', 14),
    allocated([6, '8:15', kylie], '3', 'slt-052', 6_000),
    moved([3, '7:45', dave], 'paper_slitting'),
    moved([1, '7:20', sione], 'winding'),
  ),
  ...ordered(
    [8, '15:00', ana],
    {
      ...{ orderId: 'demo-14', clientId: 'gumnut', due: 4, more: { reference: 'GN-318' } },
      lines: [{ item: 'slt-052', quantity: 4_800 }],
    },
    moved([7, '9:00', priya], 'pending_material'),
    allocated([6, '9:20', dave], '1', 'slt-052', 4_800),
    moved([2, '7:40', dave], 'paper_slitting'),
  ),
  ...ordered(
    [7, '10:10', ana],
    {
      ...{ orderId: 'demo-15', clientId: 'bluewattle', due: 5, priority: 'must-deliver' },
      more: { reference: 'BW-7719', notes: 'Ring before delivery: the dock is shared.' },
      lines: [
        { product: 'core-76-1000', quantity: 2_400 },
        { item: 'k120-980', quantity: 24 },
        { item: 'w140-980', quantity: 12 },
        { item: 'slt-052', quantity: 1_200 },
      ],
    },
    moved([6, '8:00', priya], 'pending_material'),
    allocated([5, '8:20', kylie], '3', 'w140-980', 4),
    allocated([5, '8:25', kylie], '4', 'slt-052', 1_200),
    moved([3, '8:00', dave], 'paper_slitting'),
    redated([2, '11:00', ana], 3, 'Client asked'),
    issued([1, '8:10', dave], '3', 'w140-980', 4),
    moved([0, '7:40', sione], 'winding'),
    allocated([0, '10:05', kylie], '3', 'w140-980', 8),
  ),
  ...ordered(
    [6, '9:20', ana],
    {
      ...{ orderId: 'demo-16', clientId: 'banksia', due: 6, priority: 'must-deliver' },
      lines: [
        { product: 'core-76-500', quantity: 3_000 },
        { item: 'k090-1040', quantity: 12 },
        { item: 't170-1200', quantity: 6 },
        { item: 'slt-076', quantity: 3_000 },
      ],
    },
    moved([5, '9:00', priya], 'pending_material'),
    allocated([4, '8:20', dave], '2', 'k090-1040', 12),
    allocated([4, '8:25', dave], '3', 't170-1200', 6),
    allocated([1, '13:40', dave], '4', 'slt-076', 3_000),
  ),
  ...ordered(
    [4, '10:45', ana],
    {
      ...{ orderId: 'demo-17', clientId: 'kookaburra', due: 2, priority: 'asap' },
      more: { reference: 'KCM 118', notes: 'Kraft 90 gsm: 15 rolls short, Opal Fibre delivers 18.' },
      lines: [
        { product: 'core-152-4000', quantity: 180 },
        { item: 'k090-1040', quantity: 30 },
      ],
    },
    moved([4, '11:00', priya], 'pending_material'),
  ),
  ...ordered(
    [9, '16:10', ana],
    {
      ...{ orderId: 'demo-18', clientId: 'tallowwood', due: -4 },
      more: { reference: 'TF-2026-88', notes: 'Waiting for the client to approve the artwork.' },
      lines: [
        { product: 'label-100-150', quantity: 40 },
        { item: 'tt76-500', quantity: 4 },
      ],
    },
    moved([8, '9:30', priya], 'pending_material'),
    allocated([7, '10:40', kylie], '2', 'tt76-500', 4),
  ),
  ...ordered([2, '10:30', ana], {
    ...{ orderId: 'demo-19', clientId: 'murray-river', due: 11 },
    lines: [
      { product: 'core-102-1200', quantity: 600 },
      { item: 'k120-1040', quantity: 30 },
    ],
  }),
  ...ordered([1, '11:20', ana], {
    ...{ orderId: 'demo-20', clientId: 'coolabah', due: 12, more: { reference: 'CF 20266' } },
    lines: [
      { product: 'core-76-650', quantity: 1_000 },
      { item: 'k120-980', quantity: 18 },
    ],
  }),
  ...ordered(
    [0, '8:50', manager],
    {
      ...{ orderId: 'demo-21', clientId: 'bluewattle', due: 9, more: { reference: 'BW-7731' } },
      lines: [{ product: 'core-76-1000', quantity: 500 }],
    },
    allocated([0, '9:05', ana], '1', 'fg-core-76-1000', 400),
    moved([0, '9:20', priya], 'pending_material'),
  ),
];
