import { orderCard } from '../src/contracts/order.ts';
import { coreLine, kraftLine, lineMove, order, placed } from '../src/testing/given-events.ts';
import { project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { orderBoard } from './order-board.ts';

const openCores = { description: coreLine.description, unit: coreLine.unit, scale: coreLine.scale, completed: false };
const openKraft = {
  description: kraftLine.description,
  unit: kraftLine.unit,
  scale: kraftLine.scale,
  completed: false,
};

suite('order board', (test) => {
  test('counts the lines that go out, and names their packing slips', () => {
    const went = (quantity: number, docket?: string) =>
      order('OrderLineDelivered', { lineId: coreLine.lineId, quantity, ...(docket && { docket }) });
    const view = (...events: Parameters<typeof project>[1][number][]) =>
      project(orderBoard, [placed('o1'), ...events]).view('o1');
    const part = view(went(400, 'PS-1'), went(400, 'PS-1'));
    assert.equal([part?.linesToDeliver, part?.linesDelivered, part?.dockets], [1, 0, ['PS-1']]);
    const all = view(went(400, 'PS-1'), went(2_000));
    assert.equal([all?.linesToDeliver, all?.linesDelivered, all?.dockets], [1, 1, ['PS-1']]);
    const back = view(
      went(2_400, 'PS-2'),
      order('OrderLineDeliveryTakenBack', { lineId: coreLine.lineId, quantity: 1, reason: 'Wet' }),
    );
    assert.is(back?.linesDelivered, 0);
  });

  test('shows a card for each order', () => {
    const view = project(orderBoard, [placed('o1', { reference: 'BW-7719' })]).view('o1');
    assert.equal(view && orderCard.parse(view), view);
    assert.equal(view, {
      ...{ id: 'o1', number: 'ADM-2026-0001', clientId: 'ironbark', clientName: 'Ironbark Textiles' },
      ...{ reference: 'BW-7719', summary: '2,400 × Core 76 × 1,000 mm', lineCount: 2, stage: 'order_entered' },
      lines: ['2,400 × Core 76 × 1,000 mm', 'Kraft 120 gsm 980 mm, 60 rolls'],
      ...{ status: 'open', priority: 'normal', dueDate: '2026-11-20', linesCovered: 0, archived: false },
      ...{ placedAt: '2026-11-12T20:01:00.000Z', stageSince: '2026-11-12T20:01:00.000Z', version: 1, sequence: 1 },
      openLines: [
        { ...openCores, lineId: coreLine.lineId, productId: coreLine.productId, needed: 2_400 },
        { ...openKraft, lineId: kraftLine.lineId, itemId: kraftLine.itemId, needed: 60 },
      ],
      ...{ people: ['kylie'], touched: { at: '2026-11-12T20:01:00.000Z', user: { id: 'kylie', name: 'KYLIE' } } },
      ...{ dockets: [], linesToDeliver: 1, linesDelivered: 0 },
    });
  });

  test('names the lines that still lack material, until the order is closed', () => {
    const history = [placed(), lineMove('OrderLineAllocated', 60), lineMove('OrderLineIssued', 20)];
    const needs = (events: Parameters<typeof project>[1]) =>
      project(orderBoard, events)
        .view('o1')
        ?.openLines.map(({ lineId, needed }) => [lineId, needed]);
    assert.equal(needs(history), [[coreLine.lineId, 2_400]]);
    assert.equal(needs([...history, lineMove('OrderLineReturned', 5)]), [
      [coreLine.lineId, 2_400],
      [kraftLine.lineId, 5],
    ]);
    assert.equal(needs([...history, order('OrderCancelled', {})]), []);
  });

  test('says in words what the first line asks for', () => {
    const summary = (line: object) => project(orderBoard, [placed('o1', { lines: [line] })]).view('o1')?.summary;
    assert.is(summary(kraftLine), 'Kraft 120 gsm 980 mm, 60 rolls');
    assert.is(
      summary({ ...coreLine, unit: 'roll', required: 320, description: 'Label 100 × 150' }),
      '320 rolls Label 100 × 150',
    );
  });

  test('counts the lines that are covered, by what is allocated or issued', () => {
    const history = [placed(), lineMove('OrderLineAllocated', 60)];
    assert.is(project(orderBoard, history).view('o1')?.linesCovered, 1);
    const issued = [...history, lineMove('OrderLineIssued', 20)];
    assert.is(project(orderBoard, issued).view('o1')?.linesCovered, 1);
    assert.is(project(orderBoard, [...issued, lineMove('OrderLineReturned', 1)]).view('o1')?.linesCovered, 0);
    assert.is(project(orderBoard, [...issued, lineMove('OrderLineReleased', 1)]).view('o1')?.linesCovered, 0);
  });

  test('follows stages without making an edit stale', () => {
    const view = project(orderBoard, [
      placed(),
      order('OrderStageMoved', { from: 'order_entered', to: 'winding', note: 'Slit already' }),
      lineMove('OrderLineAllocated', 60),
    ]).view('o1');
    const { stage, stageSince, version, sequence, status } = view ?? {};
    assert.equal(
      { stage, stageSince, version, sequence, status },
      { stage: 'winding', stageSince: '2026-11-12T20:02:00.000Z', version: 1, sequence: 3, status: 'open' },
    );
  });

  test('follows an edit: what is taken off is gone, and lines keep what they hold', () => {
    const view = project(orderBoard, [
      placed('o1', { reference: 'BW-7719' }),
      lineMove('OrderLineAllocated', 60),
      order('OrderRevised', {
        changes: [
          { field: 'reference', from: 'BW-7719', to: null },
          { field: 'priority', from: 'normal', to: 'asap' },
        ],
        lines: [kraftLine],
      }),
    ]).view('o1');
    const { priority, lineCount, linesCovered, version } = view ?? {};
    assert.equal(
      { priority, lineCount, linesCovered, version },
      { priority: 'asap', lineCount: 1, linesCovered: 1, version: 3 },
    );
    assert.is(view?.reference, undefined);
  });

  test('closes and puts away', () => {
    const moved = order('OrderStageMoved', { from: 'accounting_transaction', to: 'cleared' });
    const cleared = project(orderBoard, [placed(), moved, order('OrderArchived', {})]).view('o1');
    assert.equal([cleared?.status, cleared?.archived, cleared?.version], ['cleared', true, 3]);
    const cancelled = project(orderBoard, [placed(), order('OrderCancelled', { reason: 'Double' })]).view('o1');
    assert.equal([cancelled?.status, cancelled?.archived, cancelled?.version], ['cancelled', false, 2]);
  });
});
