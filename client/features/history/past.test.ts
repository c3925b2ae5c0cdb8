import type { HistoryStep } from '../../../src/contracts/history.ts';
import { aggregates } from '../../../src/domain/catalogue.ts';
import type { AggregateKind } from '../../../src/domain/events.ts';
import { editableFields } from '../../../src/history/editable.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { fieldWords, isForPrograms } from './field-words.ts';
import { kindOptions, spaced } from './kind-words.ts';
import { Past } from './past.ts';
import { marksOf, nearest, placesOf } from './places.ts';
import { wayBack, wishBack } from './put-back-wish.ts';
import { valueWords } from './value-words.ts';

const start = Date.parse('2026-11-02T00:00:00Z');

function step(position: number, changes: HistoryStep['changes'], minutes = position): HistoryStep {
  const at = new Date(start + minutes * 60_000).toISOString();
  const user = { id: 'ana', name: 'Ana Petrović' };
  return { position, at, user, command: 'ReviseOrder', sequence: position, events: ['OrderRevised'], changes };
}

/** 10,000 steps: one field changes at each, others now and then. */
function longPast(): Past {
  let [onHand, note] = [0, ''];
  const steps = Array.from({ length: 10_000 }, (_, index) => {
    const changes = [{ field: 'onHand', ...(index > 0 && { before: onHand }), after: index }];
    onHand = index;
    if (index % 97 !== 0) return step(index + 1, changes);
    const noted = { field: `notes.${index % 13}`, before: note, after: `note ${index}` };
    note = noted.after;
    return step(index + 1, [...changes, noted]);
  });
  return new Past({ steps });
}

suite('the past of a record', (test) => {
  test('holds at each moment what all steps before it have made', () => {
    const past = new Past({
      start: [{ field: 'name', value: 'Acme' }],
      steps: [
        step(7, [{ field: 'phone', after: '02 4700 0000' }]),
        step(9, [{ field: 'name', before: 'Acme', after: 'Acme Labels' }]),
        step(12, [{ field: 'phone', before: '02 4700 0000' }]),
      ],
    });
    assert.equal([...past.stateAt(0)], [['name', 'Acme']]);
    assert.equal(Object.fromEntries(past.stateAt(2)), { name: 'Acme Labels', phone: '02 4700 0000' });
    assert.equal(Object.fromEntries(past.stateAt(3)), { name: 'Acme Labels' });
    assert.equal(
      past.between(1, 3).map(({ field, before, after }) => [field, before, after]),
      [
        ['name', 'Acme', 'Acme Labels'],
        ['phone', '02 4700 0000', undefined],
      ],
    );
    assert.equal(past.between(2, 2), []);
    // Where not all of the past is told, versions go on from what came before.
    assert.equal([past.versionAt(0), past.versionAt(1), past.versionAt(3)], [6, 7, 12]);
    assert.equal(
      [6, 7, 8, 12, 99].map((position) => past.momentOf(position)),
      [0, 1, 1, 3, 3],
    );
  });

  test('names the step that set a field last, and the one before which it was as it had been', () => {
    const renamed = (position: number, before: string, after: string) =>
      step(position, [{ field: 'name', before, after }]);
    const steps = [renamed(7, 'Acme', 'Acme Labels'), renamed(9, 'Acme Labels', 'Acme Print')];
    const found = new Past({ start: [{ field: 'name', value: 'Acme' }], steps }).between(0, 2);
    assert.equal(
      found.map(({ before, after, since, step: last }) => [before, after, since.position, last.position]),
      [['Acme', 'Acme Print', 7, 9]],
    );
  });

  test('of 10,000 events is told well within a frame, wherever the finger is', () => {
    const past = longPast();
    const places = placesOf(past, 'events', start);
    const looks = 101;
    let cost = 0;
    for (let look = 0; look < looks; look += 1) {
      // The time of the processor: what else the machine does counts for nothing.
      const began = process.cpuUsage();
      const to = nearest(places, look / (looks - 1));
      const changes = past.between(0, to);
      const { user, system } = process.cpuUsage(began);
      cost += (user + system) / 1_000;
      assert.is(past.stateAt(to).get('onHand'), to === 0 ? undefined : to - 1);
      assert.ok(changes.length <= 14);
    }
    assert.ok(cost / looks < 16, `${(cost / looks).toFixed(1)} ms`);
  });

  test('is laid out by event or by time, and the nearest event is found', () => {
    const past = new Past({ steps: [step(1, [], 0), step(2, [], 10), step(3, [], 90)] });
    assert.equal(placesOf(past, 'events', start), [0, 1 / 3, 2 / 3, 1]);
    const byTime = placesOf(past, 'time', start + 100 * 60_000);
    assert.equal(
      byTime.map((place) => Math.round(place * 100)),
      [0, 2, 12, 90],
    );
    assert.equal(
      [0, 0.06, 0.08, 0.5, 0.6, 1].map((at) => nearest(byTime, at)),
      [0, 1, 2, 2, 3, 3],
    );
    assert.is(nearest(placesOf(new Past({ steps: [] }), 'time', start), 0.4), 0);
    // The clock of the device is behind that of the log.
    assert.ok(Math.max(...placesOf(new Past({ steps: [step(1, [], 0), step(2, [], 1)] }), 'time', start - 1)) < 1.001);
    // Ten thousand marks on a bar of a thousand places.
    assert.ok(marksOf(placesOf(longPast(), 'events', start)).split('M').length <= 1_002);
  });
});

suite('words of the past', (test) => {
  const state = new Map<string, string | number>([
    ...([
      ['lines.a1.description', 'Core 76'],
      ['lines.a1.unit', 'piece'],
      ['lines.a1.scale', 0],
    ] as const),
    ...([
      ['lines.b2.unit', 'm'],
      ['lines.b2.scale', 3],
      ['lines.b2.allocations.k-120.quantity', 500],
    ] as const),
    ...([
      ['clientId', 'c1'],
      ['clientName', 'Acme'],
    ] as const),
  ]);
  test('name a field as people do', () => {
    assert.is(fieldWords('dueDate', state), 'Delivery date');
    assert.is(fieldWords('lines.b2.allocated', state), 'Line 2, allocated');
    assert.is(fieldWords('lines.b2.allocations.k-120.quantity', state), 'Line 2, allocation 1, quantity');
    assert.is(fieldWords('lines.gone.note', state), 'Line, note');
    assert.is(fieldWords('leadTimeDays', state), 'Lead time days');
    assert.ok(isForPrograms('clientId', state));
    assert.not.ok(isForPrograms('clientName', state));
  });
  test('say a value as people do', () => {
    assert.is(valueWords('lines.b2.allocations.k-120.quantity', 12_500, state), '12.5 m');
    assert.is(valueWords('lines.a1.required', 2_400, state), '2,400 pieces');
    assert.is(valueWords('totalCents', 168_420, state), '$1,684.20');
    assert.is(valueWords('stage', 'paper_slitting', state), 'Slitting');
    assert.is(valueWords('archived', true, state), 'Yes');
    assert.is(valueWords('notes', undefined, state), 'nothing');
    assert.is(valueWords('tags', ['a', 'b'], state), 'a, b');
    assert.is(spaced('MoveOrderStage'), 'Move order stage');
  });
  test('are there for every kind of record', () => {
    const known = new Set(kindOptions.map(({ value }) => value));
    assert.equal(
      aggregates.map(({ kind }) => kind).filter((kind) => !known.has(kind)),
      [],
    );
  });
});

suite('putting one field back', (test) => {
  const of = (kind: AggregateKind) => ({ kind, editable: [...(editableFields[kind] ?? [])] });
  test('goes by the command that edits it, and leaves the rest of the card as it is', () => {
    const { editable } = of('client');
    const way = wayBack(of('client'), 'phone');
    assert.ok(way);
    const card = { id: 'c1', name: 'Acme', phone: '02 1', contacts: [], version: 4, retired: false };
    const wish = wishBack<'ReviseClient'>(way, { id: 'c1', card, editable, field: 'phone', value: undefined }, 'Why');
    assert.equal(JSON.parse(JSON.stringify(wish)), { clientId: 'c1', name: 'Acme', contacts: [], reason: 'Why' });
    const order = wayBack(of('order'), 'reference');
    assert.ok(order);
    const wanted = { ...of('order'), id: 'o1', card: { status: 'open' }, field: 'reference', value: undefined };
    assert.equal(wishBack<'ReviseOrder'>(order, wanted, 'Why'), { orderId: 'o1', reference: null, reason: 'Why' });
  });
  test('is not there for what no edit changes, and says why it cannot be now', () => {
    assert.is(wayBack(of('order'), 'totalCents'), undefined);
    assert.is(wayBack(of('order'), 'lines.a1.allocated'), undefined);
    assert.is(wayBack(of('timesheet'), 'note'), undefined);
    assert.match(wayBack(of('order'), 'dueDate')?.not({ status: 'cancelled' }) ?? '', /closed/);
    assert.match(wayBack(of('client'), 'name')?.not({ retired: true }) ?? '', /put it back on the list first/);
  });
});
