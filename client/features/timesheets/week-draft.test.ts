import { addDays, weekDates } from '#contracts/week.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { rebase } from '../../shared/rebase.ts';
import {
  draftOf,
  type EntryDraft,
  entriesByClock,
  incomplete,
  minutesOn,
  payloadOf,
  repeated,
  saysTheSame,
  withDay,
  withMinutes,
  withTimes,
} from './week-draft.ts';

const on = (date: string) => ({ date, timeZone: 'Australia/Sydney', usual: { afterMinutes: 300, minutes: 30 } });
const monday = '2026-11-02';
const [mon, tue, wed, thu] = weekDates(monday) as [string, string, string, string];
const empty = draftOf({ monday, entries: [] });
const week = (days: { readonly [date: string]: readonly EntryDraft[] }) =>
  Object.entries(days).reduce((draft, [date, entries]) => withDay(draft, date, entries), empty);

suite('a week that is being entered', (test) => {
  test('has its seven dates, and gives back what it was made of', () => {
    assert.equal(Object.keys(empty.days), [...weekDates(monday)]);
    assert.equal(payloadOf(empty), { entries: [] });
    const entries = [
      { date: mon, minutes: 456 },
      { date: tue, start: '06:45', end: '15:03', breakMinutes: 30, minutes: 468, orderId: 'o1', orderNumber: 'ADM-1' },
    ];
    const draft = draftOf({ monday, entries, note: 'Two nights' });
    assert.equal(payloadOf(draft), {
      entries: [
        { date: mon, minutes: 456 },
        { date: tue, start: '06:45', end: '15:03', breakMinutes: 30, orderId: 'o1' },
      ],
      note: 'Two nights',
    });
    assert.is(minutesOn(draft, tue), 468);
  });

  test('is the same however its lines stand, and blank lines say nothing', () => {
    const early = { start: '06:00', end: '10:00', minutes: 240 };
    const late = { start: '14:00', end: '18:00', minutes: 240, note: 'Trial ' };
    assert.ok(saysTheSame(week({ [mon]: [late, early] }), week({ [mon]: [early, { ...late, note: 'Trial' }] })));
    assert.ok(saysTheSame(week({ [mon]: [{ minutes: 0 }] }), empty));
    assert.not(saysTheSame(week({ [mon]: [{ minutes: 6 }] }), empty));
    assert.not(saysTheSame({ ...empty, note: 'Ill on Tuesday' }, empty));
  });

  test('is not sent as long as a line is half typed', () => {
    const found = (entry: EntryDraft) => incomplete(week({ [mon]: [{ minutes: 60 }], [wed]: [entry] }))?.words;
    assert.is(found({ minutes: 456 }), undefined);
    assert.is(found({ minutes: 0 }), undefined);
    assert.is(found({ minutes: 0, start: '06:45', end: '' }), 'Say when it ended.');
    assert.is(found({ minutes: 0, start: '', end: '15:00' }), 'Say when it began.');
    assert.is(found({ minutes: 0, start: '06:45', end: '06:45' }), 'It ended when it began.');
    assert.is(found({ minutes: 0, orderId: 'o1' }), 'Enter how long, or take the line off.');
    assert.is(incomplete(week({ [wed]: [{ minutes: 0, note: 'x' }] }))?.date, wed);
  });

  test('works out a length from start, end and break, over midnight and over a change of the clocks', () => {
    const length = (date: string, start: string, end: string, breakMinutes = 0) =>
      withTimes({ minutes: 99 }, { start, end, breakMinutes }, on(date)).minutes;
    assert.is(length(mon, '06:45', '15:03', 30), 468);
    assert.is(length(mon, '22:00', '06:00', 30), 450);
    assert.is(length('2026-10-03', '22:00', '06:00'), 420, 'summer time begins');
    assert.is(length('2026-04-04', '22:00', '06:00'), 540, 'summer time ends');
    assert.is(length(mon, '09:00', '09:20', 30), 0);
    assert.is(length(mon, '06:45', ''), 99, 'as before, until it is known');
    assert.is(length('2026-10-04', '02:30', '06:00'), 99, 'the clocks skip 2:30');
    const times = withTimes({ minutes: 456, note: 'x' }, { start: '06:45' }, on(mon));
    assert.equal(times, { minutes: 456, note: 'x', start: '06:45', end: '' });
    assert.equal(withTimes(times, { start: '' }, on(mon)), { minutes: 456, note: 'x' });
    const taken = (end: string) => withTimes(times, { end }, on(mon));
    assert.equal([taken('15:03').breakMinutes, taken('15:03').minutes], [30, 468], 'the usual break comes off');
    assert.equal([taken('11:45').breakMinutes, taken('11:45').minutes], [0, 300]);
    assert.is(withTimes(taken('15:03'), { breakMinutes: 0 }, on(mon)).minutes, 498);
  });

  test('moves the end when the length is changed, and leaves the times where that cannot be said', () => {
    const shift = { start: '06:45', end: '15:03', breakMinutes: 30, minutes: 468 };
    assert.equal(withMinutes(shift, 474, on(mon)), { ...shift, end: '15:09', minutes: 474 });
    assert.equal(withMinutes({ minutes: 456, note: 'x' }, 462, on(mon)), { minutes: 462, note: 'x' });
    assert.equal(withMinutes(shift, 1_410, on(mon)), { minutes: 1_410 }, 'as long as a day');
    const night = { start: '22:00', end: '06:00', breakMinutes: 0, minutes: 420 };
    assert.is(withMinutes(night, 426, on('2026-10-03')).end, '06:06');
    // 3:00 becomes 2:00: half past two comes twice, and the second one cannot be written down.
    const shortNight = { start: '23:00', end: '02:00', breakMinutes: 0, minutes: 180 };
    assert.equal(withMinutes(shortNight, 270, on('2026-04-04')), { minutes: 270 });
  });

  test('takes what the clock says', () => {
    const shift = { date: tue, start: '06:44', end: '15:10', breakMinutes: 30, minutes: 476, entered: false };
    const nothing = { ...shift, minutes: 0 };
    const { date: _, entered: _e, ...entry } = shift;
    assert.equal(entriesByClock([shift, nothing, { ...shift, date: wed }], tue), [entry]);
  });

  test('repeats the week before on days that are empty, but for leave and holidays', () => {
    const last = draftOf({
      monday: addDays(monday, -7),
      entries: [mon, tue, wed].map((date) => ({ date: addDays(date, -7), minutes: 456, note: 'Then', orderId: 'o1' })),
    });
    const after = repeated(week({ [tue]: [{ minutes: 60 }], [mon]: [{ minutes: 0 }] }), last, new Set([wed]));
    assert.ok(after);
    assert.equal(payloadOf(after).entries, [
      { date: mon, minutes: 456, orderId: 'o1' },
      { date: tue, minutes: 60 },
    ]);
    assert.is(minutesOn(after, thu), 0);
    assert.is(repeated(after, last, new Set([wed])), undefined, 'nothing more is to be repeated');
  });

  test('is put on top of what somebody else saved, day by day', () => {
    const base = week({ [mon]: [{ minutes: 456 }], [tue]: [{ minutes: 456 }] });
    const mine = withDay(base, mon, [{ minutes: 480 }]);
    const theirs = withDay(withDay(base, tue, []), wed, [{ minutes: 300 }]);
    assert.equal(payloadOf(rebase(base, mine, theirs)).entries, [
      { date: mon, minutes: 480 },
      { date: wed, minutes: 300 },
    ]);
  });
});
