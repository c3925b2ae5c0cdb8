import { momentAt } from '../contracts/dates.ts';
import { type PushKind, pushKindNames } from '../contracts/push-kinds.ts';
import { addDays } from '../contracts/week.ts';
import type { RecordedEvent } from '../event-store/commit.ts';
import { assert, suite } from '../testing/suite.ts';
import { audienceOf, type Company, type Decides } from './audience.ts';
import { messageOf } from './message.ts';
import { tellAt } from './quiet.ts';
import { reasonsOf } from './reasons.ts';
import { type Calendar, isTimeForReminders, remindersAt } from './reminders.ts';

const zone = 'Australia/Sydney';

const company: Company = {
  people: [
    { id: 'nerida', role: 'admin', active: true },
    { id: 'ben', role: 'manager', active: true },
    { id: 'priya', role: 'production_manager', active: true },
    { id: 'dave', role: 'production_team', active: true },
    { id: 'kylie', role: 'sales', active: true },
    { id: 'gone', role: 'manager', active: false },
  ],
  employees: [
    { id: 'e-ben', userId: 'ben', active: true },
    { id: 'e-priya', userId: 'priya', active: true },
    { id: 'e-dave', userId: 'dave', active: true },
    { id: 'e-kylie', userId: 'kylie', active: true },
    { id: 'e-none', active: true },
  ],
};

/** As `Reaches` answers: the office for all, the production manager for Dave, Kylie for nobody, Dave as Ben's delegate for Kylie. */
const decides: Decides = async ({ id }) =>
  ({ nerida: 'everyone' as const, ben: ['e-dave', 'e-kylie', 'e-priya'], priya: ['e-dave'], dave: ['e-kylie'] })[id] ??
  [];

function event(aggregate: string, type: string, data: object, more: Partial<RecordedEvent> = {}): RecordedEvent {
  return {
    ...{ aggregate, type, v: 1, data, sequence: 1, position: 7, at: new Date(), user: 'dave' },
    ...{ commandId: 'c', commandType: 'Test', index: 0, ...more },
  };
}

const asked = { requestId: 'r1', employeeName: 'Dave', type: 'annual', firstDay: '2026-12-01', lastDay: '2026-12-01' };
const week = { employeeId: 'e-dave', employeeName: 'Dave', monday: '2026-11-09' };

async function told(recorded: RecordedEvent): Promise<readonly string[]> {
  const found = await Promise.all(reasonsOf(recorded).map((reason) => audienceOf(reason, company, decides)));
  return found.flat().sort();
}

suite('who is told of what', (test) => {
  test('what is to be decided: those who decide, and not the person it is about or who did it', async () => {
    assert.equal(await told(event('leave/e-dave', 'LeaveRequested', asked)), ['ben', 'nerida', 'priya']);
    assert.equal(await told(event('timesheet/e-dave/2026-11-09', 'TimesheetSubmitted', week)), [
      'ben',
      'nerida',
      'priya',
    ]);
    // A delegate is told too.
    assert.equal(await told(event('leave/e-kylie', 'LeaveRequested', asked, { user: 'kylie' })), [
      'ben',
      'dave',
      'nerida',
    ]);
    // Ben asked for Dave, and knows.
    assert.equal(await told(event('leave/e-dave', 'LeaveRequested', asked, { user: 'ben' })), ['nerida', 'priya']);
    // Nerida reaches everybody, and has no say about herself either: she is no employee here.
    assert.equal(await told(event('leave/e-ben', 'LeaveRequested', asked, { user: 'ben' })), ['nerida']);
  });

  test('what was decided: the person it is about, unless they did it themselves', async () => {
    for (const type of ['LeaveApproved', 'LeaveRejected', 'LeaveCancelled']) {
      assert.equal(await told(event('leave/e-dave', type, asked, { user: 'ben' })), ['dave'], type);
    }
    for (const type of ['TimesheetApproved', 'TimesheetRejected', 'TimesheetReopened']) {
      assert.equal(await told(event('timesheet/e-dave/2026-11-09', type, week, { user: 'ben' })), ['dave'], type);
    }
    assert.equal(await told(event('leave/e-dave', 'LeaveCancelled', asked, { user: 'dave' })), []);
    assert.equal(await told(event('leave/e-none', 'LeaveApproved', asked, { user: 'ben' })), []);
  });

  test('stock: those who order, whatever happened to the item; the read model says whether it is low', async () => {
    assert.equal(await told(event('stock-item/kraft', 'StockAdjusted', { change: -1 }, { user: 'kylie' })), [
      ...['ben', 'nerida', 'priya'],
    ]);
  });

  test('nothing else, and nothing of what was moved in', async () => {
    assert.equal(await told(event('leave/e-dave', 'LeaveWithdrawn', asked)), []);
    assert.equal(await told(event('order/o1', 'OrderPlaced', {})), []);
    const imported = { source: 'old', at: '2024-01-01T00:00:00.000Z' } as unknown as RecordedEvent['imported'];
    assert.equal(await told(event('leave/e-dave', 'LeaveRequested', asked, { imported })), []);
  });
});

suite('when somebody is told', (test) => {
  const at = (date: string, time: string) => momentAt(date, time, zone);
  const night = { from: '20:00', until: '06:00' };

  test('outside of quiet hours now, inside of them when they end, by the clocks of the company', () => {
    for (const [time, end] of [
      ['19:59', undefined],
      ['20:00', ['2026-11-13', '06:00']],
      ['23:30', ['2026-11-13', '06:00']],
      ['00:00', ['2026-11-12', '06:00']],
      ['05:59', ['2026-11-12', '06:00']],
      ['06:00', undefined],
    ] as const) {
      const now = at('2026-11-12', time);
      assert.equal(tellAt(now, night, zone), end === undefined ? now : at(end[0], end[1]), time);
    }
    const noon = at('2026-11-12', '12:30');
    assert.equal(tellAt(noon, { from: '12:00', until: '13:00' }, zone), at('2026-11-12', '13:00'));
    assert.equal(tellAt(noon, null, zone), noon);
    assert.equal(tellAt(noon, { from: '09:00', until: '09:00' }, zone), noon);
  });

  test('in the nights in which summer time begins and ends', () => {
    // Summer time begins on 4 October 2026 and ends on 4 April 2027.
    for (const day of ['2026-10-04', '2027-04-04']) {
      const now = at(addDays(day, -1), '22:00');
      const end = tellAt(now, night, zone);
      assert.equal(end, at(day, '06:00'));
      assert.equal(tellAt(end, night, zone), end);
    }
  });
});

suite('reminders', (test) => {
  const settings: Calendar['settings'] = {
    weekdayMinutes: [456, 456, 456, 456, 456, 0, 0],
    holidays: [{ date: '2026-10-05', name: 'Labour Day' }],
  };
  const row = (employeeId: string, monday: string, status: Calendar['weeks'][number]['status']) => ({
    ...{ employeeId, monday, status },
  });
  const calendar = (weeks: Calendar['weeks'], requests: Calendar['requests'] = []): Calendar => ({
    ...{ company, settings, weeks, requests },
  });
  const remind = (date: string, time: string, given: Calendar) => {
    const now = momentAt(date, time, zone);
    return isTimeForReminders(now, zone)
      ? remindersAt(now, zone, given).map(({ userId, about }) => [userId, about])
      : [];
  };

  test('of a week that is not handed in: on the first working day after it, from nine to five', () => {
    const weeks = [
      ...[row('e-dave', '2026-11-09', 'draft'), row('e-kylie', '2026-11-09', 'submitted')],
      ...[row('e-ben', '2026-11-09', 'rejected'), row('e-priya', '2026-11-02', 'approved')],
    ];
    const found = [
      ['ben', 'e-ben.2026-11-09'],
      ['priya', 'e-priya.2026-11-09'],
      ['dave', 'e-dave.2026-11-09'],
    ];
    assert.equal(remind('2026-11-16', '09:00', calendar(weeks)), found);
    for (const [date, time] of [
      ['2026-11-16', '08:59'],
      ['2026-11-16', '17:00'],
      ['2026-11-17', '09:00'],
      ['2026-11-15', '09:00'],
    ] as const) {
      assert.equal(remind(date, time, calendar(weeks)), [], `${date} ${time}`);
    }
  });

  test('after a public holiday a day later; and never of those who keep no weeks', () => {
    const weeks = [row('e-dave', '2026-09-28', 'draft'), row('e-kylie', '2026-07-06', 'approved')];
    assert.equal(remind('2026-10-05', '10:00', calendar(weeks)), []);
    assert.equal(remind('2026-10-06', '10:00', calendar(weeks)), [['dave', 'e-dave.2026-09-28']]);
  });

  test('of leave: on the day before, from three to eight', () => {
    const request = { employeeId: 'e-kylie', requestId: 'r1', id: 'e-kylie.r1', firstDay: '2026-11-16' };
    const others = [
      { ...request, id: 'e-none.r2', employeeId: 'e-none' },
      { ...request, id: 'e-dave.r3', employeeId: 'e-dave', firstDay: '2026-11-17' },
    ];
    const given = calendar([], [request, ...others]);
    assert.equal(remind('2026-11-15', '15:00', given), [['kylie', 'e-kylie.r1']]);
    assert.equal(remind('2026-11-15', '14:59', given), []);
    assert.equal(remind('2026-11-15', '20:00', given), []);
  });
});

suite('what a locked screen shows', (test) => {
  const origin = 'https://misty.example.com';

  test('a declarative message: whole address, tag of its kind, badge where approvals are counted', () => {
    assert.equal(messageOf('approvals', { count: 3, badge: 3, origin }), {
      web_push: 8030,
      notification: {
        ...{ title: '3 approvals wait for you', body: 'Open Misty to decide.', tag: 'approvals' },
        ...{ navigate: 'https://misty.example.com/approvals', lang: 'en-AU', dir: 'ltr' },
      },
      app_badge: 3,
    });
    assert.not('app_badge' in messageOf('leave', { count: 1, origin }));
    assert.is(
      messageOf('timesheet', { count: 1, origin, path: '/timesheets?week=2026-11-09' }).notification.navigate,
      'https://misty.example.com/timesheets?week=2026-11-09',
    );
  });

  test('every kind has words, one of them for one, a tag that a push service takes as a topic, and an address of ours', () => {
    for (const kind of pushKindNames as readonly PushKind[]) {
      const { title, body, navigate, tag } = messageOf(kind, { count: 1, origin }).notification;
      assert.not.match(title, /\d/, kind);
      assert.ok(title.length <= 50 && body.length <= 70, kind);
      assert.match(tag, /^[\w-]{1,32}$/);
      assert.is(new URL(navigate).origin, origin);
    }
  });
});
