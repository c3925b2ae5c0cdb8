import { assert, suite } from '../testing/suite.ts';
import { clockMoment, clockTimeAt } from './dates.ts';
import { shiftSpan } from './shift.ts';
import { usualBreak } from './usual-break.ts';

const sydney = 'Australia/Sydney';
const minutes = (date: string, start: string, end: string, timeZone = sydney) => {
  const span = shiftSpan({ date, start, end }, timeZone);
  return span.skipped ? span.skipped : span.minutes;
};

suite('shifts by the clock', (test) => {
  test('last from start to end, over midnight where the end is not after the start', () => {
    assert.is(minutes('2026-11-02', '06:45', '15:03'), 498);
    assert.is(minutes('2026-11-02', '22:00', '06:00'), 480);
    assert.is(minutes('2026-12-31', '22:00', '06:00'), 480);
    assert.is(minutes('2026-11-02', '00:01', '00:00'), 1_439);
  });
  test('are an hour shorter when summer time begins, and an hour longer when it ends', () => {
    // Sydney: 4 October 2026, 2:00 becomes 3:00; 5 April 2026, 3:00 becomes 2:00.
    assert.is(minutes('2026-10-03', '22:00', '06:00'), 420);
    assert.is(minutes('2026-10-04', '01:00', '04:00'), 120);
    assert.is(minutes('2026-10-04', '03:00', '04:00'), 60);
    assert.is(minutes('2026-04-04', '22:00', '06:00'), 540);
    assert.is(minutes('2026-04-05', '01:00', '04:00'), 240);
    assert.is(minutes('2026-10-03', '22:00', '06:00', 'Australia/Brisbane'), 480);
    assert.is(minutes('2026-04-04', '22:00', '06:00', 'UTC'), 480);
  });
  test('an hour that comes twice is the first one, and one that is skipped is named', () => {
    assert.is(minutes('2026-04-05', '01:30', '02:30'), 60);
    assert.equal(minutes('2026-10-04', '01:00', '02:30'), { date: '2026-10-04', time: '02:30' });
    assert.equal(minutes('2026-10-03', '22:00', '02:00'), { date: '2026-10-04', time: '02:00' });
    assert.equal(minutes('2026-10-04', '02:59', '06:00'), { date: '2026-10-04', time: '02:59' });
  });
  test('half an hour of change is half an hour', () => {
    // Lord Howe Island goes from 2:00 to 2:30.
    assert.is(minutes('2026-10-04', '01:00', '03:00', 'Australia/Lord_Howe'), 90);
    assert.equal(minutes('2026-10-04', '01:00', '02:15', 'Australia/Lord_Howe'), { date: '2026-10-04', time: '02:15' });
  });
  test('a moment and what the clocks show go together', () => {
    for (const zone of [sydney, 'UTC', 'Australia/Adelaide', 'America/St_Johns']) {
      for (const time of ['00:00', '06:45', '12:00', '23:59']) {
        const at = clockMoment('2026-07-15', time, zone);
        assert.ok(at);
        assert.is(at && clockTimeAt(at, zone), time);
      }
    }
    assert.is(clockTimeAt(new Date('2026-11-11T20:45:59Z'), sydney), '07:45');
  });
});

suite('the usual break', (test) => {
  const usual = { afterMinutes: 300, minutes: 30 };
  test('grows with the time beyond the limit, up to the whole break', () => {
    const breaks = [0, 300, 301, 315, 330, 480].map((shift) => usualBreak(usual, shift));
    assert.equal(breaks, [0, 0, 1, 15, 30, 30]);
  });
  test('never makes a longer shift pay less', () => {
    const paid = (minutes: number) => minutes - usualBreak(usual, minutes);
    for (let shift = 1; shift <= 1_440; shift += 1) assert.ok(paid(shift) >= paid(shift - 1), `${shift} min`);
  });
});
