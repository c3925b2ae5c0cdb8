import { assert, suite } from '../testing/suite.ts';
import { checksOf, type Evidence, effectOf } from './approval-checks.ts';
import type { AwayEntry } from './leave.ts';
import { defaultSettings } from './settings.ts';
import type { ApprovalCard } from './timesheet.ts';

const shared = {
  employeeId: 'e1',
  employeeName: 'Kylie Tran',
  askedAt: '2026-11-10T00:00:00Z',
  version: 1,
  sequence: 1,
};
const days = [
  { date: '2026-12-23', minutes: 228, half: 'first' as const },
  { date: '2026-12-24', minutes: 456 },
  { date: '2026-12-28', minutes: 456 },
];
const range = { firstDay: '2026-12-23', lastDay: '2026-12-28' };
const leave = { requestId: 'r1', type: 'annual' as const, ...range, days, minutes: 1_140 };
const card: ApprovalCard = { ...shared, id: 'leave.e1.r1', kind: 'leave', status: 'waiting', leave };
const ofWeek = (clockedMinutes?: number): ApprovalCard => ({
  ...{ ...shared, id: 'timesheet.e1.2026-11-02', kind: 'timesheet', status: 'waiting' },
  timesheet: {
    ...{ monday: '2026-11-02', workedMinutes: 2_490, leaveMinutes: 0, finalised: false, clockedMinutes },
    ...{ worked: [], leave: [] },
  },
});

const away = (employeeId: string, requestId: string, on: AwayEntry['days']): AwayEntry => ({
  ...{ id: `${employeeId}.${requestId}`, employeeId, employeeName: `Name of ${employeeId}`, status: 'approved' },
  ...{ ...range, days: on },
});
const evidence = (balanceMinutes: number, ...entries: AwayEntry[]): Evidence => ({
  balance: {
    ...{ id: 'e1', employeeName: 'Kylie Tran', lockedWeeks: [], sequence: 1 },
    balances: [{ type: 'annual', balanceMinutes, pendingMinutes: 1_140 }],
  },
  away: [away('e1', 'r1', days), ...entries],
  settings: { ...defaultSettings, holidays: [{ date: '2026-12-25', name: 'Christmas Day' }] },
  people: 7,
});
const said = (of: ApprovalCard, by: Evidence) => checksOf(of, by).map(({ result, words }) => `${result}: ${words}`);

suite('checks of an approval', (test) => {
  test('say that the balance covers leave, what is not deducted, and who is away too', () => {
    const others = [
      away('e4', 'r9', [{ date: '2026-12-24' }]),
      away('e2', 'r1', [{ date: '2026-12-28', half: 'second' }]),
    ];
    assert.equal(said(card, evidence(5_070, ...others, away('e3', 'r1', [{ date: '2026-12-29' }]))), [
      ...['ok: Balance covers it', 'ok: No other leave on these days', 'ok: Christmas Day is not deducted'],
      'info: Two of seven are away: Name of e2, Name of e4',
    ]);
  });

  test('warn of a day that became a public holiday since it was asked for', () => {
    const { settings, ...rest } = evidence(5_070);
    const late = { ...rest, settings: { ...settings, holidays: [{ date: '2026-12-24', name: 'Day of mourning' }] } };
    assert.is(said(card, late).at(-1), 'warn: Day of mourning became a public holiday: it cannot be leave');
  });

  test('warn of a balance that does not cover it, down to the floor, and of leave on the same days', () => {
    const short = evidence(1_000, away('e1', 'r2', [{ date: '2026-12-23', half: 'first' }]));
    assert.equal(said(card, short).slice(0, 2), [
      'warn: Balance does not cover it: 16 h 40 min available',
      'warn: Other leave on these days',
    ]);
    const otherHalf = evidence(1_140, away('e1', 'r2', [{ date: '2026-12-23', half: 'second' }]));
    assert.equal(said(card, otherHalf).slice(0, 2), ['ok: Balance covers it', 'ok: No other leave on these days']);
    const { settings } = otherHalf;
    const leaveTypes = settings.leaveTypes.map((rule) => ({ ...rule, floorMinutes: -140 }));
    const lower = { ...evidence(1_000), settings: { ...settings, leaveTypes } };
    assert.is(said(card, lower)[0], 'ok: Balance covers it');
  });

  test('know types without a balance, and say nothing of a balance that is not here yet', () => {
    const unpaid: ApprovalCard = { ...card, leave: { ...leave, type: 'unpaid' } };
    assert.is(said(unpaid, evidence(0))[0], 'info: Unpaid leave has no balance');
    assert.is(said(card, { ...evidence(0), balance: undefined })[0], 'ok: No other leave on these days');
  });

  test('hold a week against the clock', () => {
    assert.equal(said(ofWeek(2_490), evidence(0)), ['ok: Matches the clock']);
    const { timesheet, ...card } = ofWeek(2_490);
    if (timesheet === undefined) throw new Error('It is a week.');
    assert.equal(said({ ...card, timesheet: { ...timesheet, saidShifts: 1 } }, evidence(0)), [
      'info: One shift was ended by word later, not by a tap',
    ]);
    assert.equal(said(ofWeek(2_412), evidence(0)), ['info: The clock says 40 h 12 min']);
    assert.equal(said(ofWeek(), evidence(0)), ['info: The clock was not used']);
  });

  test('come with what it does to the balance: now, or as it was when it was approved', () => {
    assert.equal(effectOf(card, evidence(5_070)), { before: 5_070, after: 3_930 });
    const decided = { ...card, leave: { ...leave, balanceBefore: 1_200, balanceAfter: 60 } };
    assert.equal(effectOf(decided, evidence(5_070)), { before: 1_200, after: 60 });
    const none = [
      effectOf(ofWeek(), evidence(0)),
      effectOf({ ...card, leave: { ...leave, type: 'unpaid' } }, evidence(0)),
    ];
    assert.equal(none, [undefined, undefined]);
  });
});
