import { orderDetail } from '../src/contracts/order.ts';
import type { Given } from '../src/testing/commits.ts';
import { coreLine, kraftLine, lineMove, order, placed } from '../src/testing/given-events.ts';
import { project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { orderDetails } from './order-details.ts';

suite('order details', (test) => {
  const history = [
    placed('o1', { discountBasisPoints: 1_000, notes: 'Ring first' }),
    { user: 'ben', device: 'd1', events: [lineMove('OrderLineAllocated', 40)] },
    { user: 'ben', events: [lineMove('OrderLineIssued', 15)] },
    order('OrderStageMoved', { from: 'order_entered', to: 'winding', note: 'Slit already' }),
    order('OrderLineCompleted', { lineId: 'l2' }),
  ];

  test('show the lines with what they hold, and what the order costs', () => {
    const view = project(orderDetails, history).view('o1');
    assert.equal(view && orderDetail.parse(view), view);
    assert.equal(view?.lines, [
      {
        ...coreLine,
        kind: 'product',
        allocated: 0,
        issued: 0,
        delivered: 0,
        totalCents: 300_000,
        completed: true,
        allocations: [],
        issues: [],
      },
      {
        ...{ ...kraftLine, kind: 'material', allocated: 25, issued: 15, delivered: 0, totalCents: 0, completed: false },
        allocations: [{ itemId: 'kraft', itemName: 'Kraft 120 gsm 980 mm', quantity: 25 }],
        issues: [{ itemId: 'kraft', itemName: 'Kraft 120 gsm 980 mm', quantity: 15 }],
      },
    ]);
    const { subtotalCents, discountCents, gstCents, totalCents } = view ?? {};
    assert.equal(
      { subtotalCents, discountCents, gstCents, totalCents },
      { subtotalCents: 300_000, discountCents: 30_000, gstCents: 27_000, totalCents: 297_000 },
    );
    const { stage, stageSince, stageBy, placedBy, version, sequence, notes } = view ?? {};
    assert.equal(
      { stage, stageSince, stageBy, placedBy, version, sequence, notes },
      {
        ...{ stage: 'winding', stageSince: '2026-11-12T20:04:00.000Z', stageBy: { id: 'kylie', name: 'KYLIE' } },
        ...{ placedBy: { id: 'kylie', name: 'KYLIE' }, version: 1, sequence: 5, notes: 'Ring first' },
      },
    );
  });

  test('tell each delivery with its packing slip, and what came back; one commit is one delivery', () => {
    const both = {
      user: 'ben',
      events: ['l2', 'l1'].map(
        (lineId): Given => [
          'order/o1',
          'OrderLineDelivered',
          { lineId, quantity: lineId === 'l2' ? 400 : 60, docket: 'PS-7' },
        ],
      ),
    };
    const view = project(orderDetails, [
      ...history,
      both,
      order('OrderLineDelivered', { lineId: 'l2', quantity: 2_100, moreThanOrdered: true, note: 'By rail' }),
      order('OrderLineDeliveryTakenBack', { lineId: 'l2', quantity: 200, docket: 'PS-7', reason: 'Wet' }),
      order('OrderLeftUndelivered', { lines: [{ lineId: 'l2', quantity: 100 }] }),
    ]).view('o1');
    assert.equal(view && orderDetail.parse(view), view);
    assert.equal(
      view?.lines.map(({ delivered }) => delivered),
      [2_300, 60],
    );
    assert.equal(
      view?.deliveries.map(({ takenBack, docket, note, lines, user }) => [user.name, takenBack, docket, note, lines]),
      [
        ['KYLIE', true, 'PS-7', 'Wet', [{ lineId: 'l2', quantity: 200 }]],
        ['KYLIE', false, undefined, 'By rail', [{ lineId: 'l2', quantity: 2_100 }]],
        [
          ...['BEN', false, 'PS-7', undefined],
          [
            { lineId: 'l2', quantity: 400 },
            { lineId: 'l1', quantity: 60 },
          ],
        ],
      ],
    );
    assert.equal(
      view?.history.slice(0, 4).map(({ title, detail }) => [title, detail]),
      [
        ['Went on with something still to be delivered', '100 pieces of Core 76 × 1,000 mm'],
        ['Delivery taken back, 200 pieces', 'Core 76 × 1,000 mm · Wet'],
        ['Delivered 2,100 pieces', 'Core 76 × 1,000 mm · more than was ordered · By rail'],
        ['Delivered 60 rolls', 'Kraft 120 gsm 980 mm · packing slip PS-7'],
      ],
    );
  });

  test('tell the history in words, the newest first, with who and when', () => {
    const view = project(orderDetails, [
      ...history,
      lineMove('OrderLineReturned', 5),
      lineMove('OrderLineReleased', 1),
      order('OrderStageMoved', { from: 'winding', to: 'paper_slitting' }),
      order('OrderCancelled', { reason: 'Double entry' }),
      order('OrderArchived', {}),
    ]).view('o1');
    assert.equal(
      view?.history.map(({ title, detail }) => (detail === undefined ? title : `${title} | ${detail}`)),
      [
        'Archived',
        'Cancelled | Double entry',
        'Moved back to Slitting',
        'Released 1 roll | Kraft 120 gsm 980 mm',
        'Returned 5 rolls | Kraft 120 gsm 980 mm',
        'Line made | Core 76 × 1,000 mm',
        'Moved to Winding | Slit already',
        'Issued 15 rolls | Kraft 120 gsm 980 mm',
        'Allocated 40 rolls | Kraft 120 gsm 980 mm',
        'Placed | 2 lines, delivery 20 Nov',
      ],
    );
    assert.equal(view?.history[8], {
      ...{
        sequence: 2,
        position: 2,
        at: '2026-11-12T20:02:00.000Z',
        user: { id: 'ben', name: 'BEN', device: { id: 'd1', name: 'D1' } },
      },
      ...{ type: 'OrderLineAllocated', title: 'Allocated 40 rolls', detail: 'Kraft 120 gsm 980 mm' },
    });
  });

  const revised = (changes: readonly object[], more: object = {}) =>
    project(orderDetails, [placed(), order('OrderRevised', { changes, ...more })]).view('o1');

  test('say what an edit changed', () => {
    const view = revised(
      [
        { field: 'dueDate', from: '2026-11-20', to: '2027-01-05' },
        { field: 'priority', from: 'normal', to: 'asap' },
        { field: 'discountBasisPoints', from: 0, to: 250 },
        { field: 'reference', from: null, to: 'BW-7719' },
        { field: 'notes', from: null, to: 'Ring first' },
      ],
      { reason: 'Client asked' },
    );
    assert.is(view?.history[0]?.title, 'Delivery 5 Jan 2027, was 20 Nov 2026');
    assert.is(
      view?.history[0]?.detail,
      'Priority ASAP, was Normal/Low · Discount 2.5 %, was 0 % · Reference BW-7719 · Notes changed · Client asked',
    );
    const { dueDate, version, versionAt } = view ?? {};
    assert.equal(
      { dueDate, version, versionAt },
      { dueDate: '2027-01-05', version: 2, versionAt: '2026-11-12T20:02:00.000Z' },
    );
  });

  test('tell the years of days around New Year, whatever the calendar in Greenwich shows', () => {
    const said = (at: string, from: string, to: string) => {
      const revision = order('OrderRevised', { changes: [{ field: 'dueDate', from, to }] });
      return project(orderDetails, [placed(), { user: 'kylie', at: new Date(at), events: [revision] }]).view('o1')
        ?.history[0]?.title;
    };
    assert.is(said('2026-12-30T02:00:00Z', '2027-01-05', '2026-12-31'), 'Delivery 31 Dec 2026, was 5 Jan 2027');
    assert.is(said('2027-01-04T02:00:00Z', '2027-01-05', '2026-12-31'), 'Delivery 31 Dec 2026, was 5 Jan 2027');
    // 8 am on New Year's Day in the shop is still last year in Greenwich.
    assert.is(said('2026-12-31T21:00:00Z', '2027-01-05', '2027-01-06'), 'Delivery 6 Jan 2027, was 5 Jan 2027');
    assert.is(said('2027-01-04T02:00:00Z', '2027-01-05', '2027-01-06'), 'Delivery 6 Jan, was 5 Jan');
  });

  test('say which lines came, went and ask for something else', () => {
    const lines = [
      { ...kraftLine, required: 40 },
      { ...coreLine, lineId: 'l3', description: 'Core 152 × 900 mm', required: 500 },
    ];
    const view = revised([], { lines });
    assert.is(view?.history[0]?.title, 'Kraft 120 gsm 980 mm 40 rolls, was 60 rolls');
    assert.is(view?.history[0]?.detail, 'Core 152 × 900 mm added, 500 pieces · Core 76 × 1,000 mm taken off');
    assert.equal(
      view?.lines.map(({ lineId, required }) => [lineId, required]),
      [
        ['l1', 40],
        ['l3', 500],
      ],
    );
  });

  test('say for ever what stands in for what was asked for', () => {
    const instead = { lineId: 'l1', itemId: 'wrap', itemName: 'Stretch wrap', quantity: 5 };
    const insteadOf = 'Kraft 120 gsm 980 mm';
    const view = project(orderDetails, [
      placed(),
      order('OrderLineAllocated', { ...instead, insteadOf }),
      order('OrderLineIssued', instead),
    ]).view('o1');
    const { lineId, ...held } = { ...instead, insteadOf };
    assert.equal(view?.lines.find((line) => line.lineId === lineId)?.issues, [held]);
    assert.equal(view?.history[1]?.detail, 'Stretch wrap instead of Kraft 120 gsm 980 mm');
  });

  test('keep the last hundred', () => {
    const moves = Array.from({ length: 120 }, () => lineMove('OrderLineAllocated', 0));
    const kept = project(orderDetails, [placed(), ...moves]).view('o1')?.history;
    assert.is(kept?.length, 100);
    assert.equal([kept?.[0]?.sequence, kept?.[99]?.sequence], [121, 22]);
  });
});
