import type { MistyEvent } from '../domain/events.ts';
import { type Commit, type RecordedEvent, recordedEvents } from '../event-store/commit.ts';
import type { NameOf } from '../projecting/definition.ts';
import { CommitMaker, type Given } from '../testing/commits.ts';
import { goldenEvents } from '../testing/domain/golden-events.ts';
import { assert, suite } from '../testing/suite.ts';
import type { Question } from './question.ts';
import { questions } from './questions.ts';

const nameOf: NameOf = Object.assign((id: string) => id, { device: (id: string) => id, client: () => undefined });

/** Who answers, and in which cells. */
function ask(id: string, commits: readonly Commit[]): string[][] {
  const found = questions.find((question) => question.id === id);
  if (found === undefined) throw new Error(id);
  return answersOf(found, commits);
}

function answersOf(question: Question, commits: readonly Commit[]): string[][] {
  const look = question.begin();
  return commits.flatMap(recordedEvents).flatMap((event) => {
    const cells = look(event as RecordedEvent<MistyEvent>, nameOf);
    return cells === undefined ? [] : [[event.user, ...cells]];
  });
}

const placed = (employeeId: string, userId: string, managerId: string | null): Given => [
  'hierarchy/company',
  'EmployeePlaced',
  { employeeId, name: employeeId, userId, managerId, active: true },
];
const paid = (employeeId: string, overtimeMinutes: number): Given => [
  `timesheet/${employeeId}/2026-11-02`,
  'PayCalculated',
  { employeeId, employeeName: `${employeeId} Tran`, monday: '2026-11-02', overtimeMinutes },
];

suite("the auditor's questions", (test) => {
  test('name who approved overtime of their own team, as the teams were then', () => {
    const maker = new CommitMaker();
    const commits = [
      maker.make([placed('e1', 'ben', null), placed('e2', 'kylie', 'e1'), placed('e3', 'sione', null)]),
      maker.make([paid('e2', 90)], { user: 'ben' }),
      maker.make([paid('e2', 0)], { user: 'ben' }),
      maker.make([paid('e2', 30)], { user: 'nerida' }),
      maker.make([paid('e3', 30)], { user: 'ben' }),
      maker.make([placed('e2', 'kylie', 'e3')]),
      maker.make([paid('e2', 45)], { user: 'ben' }),
      maker.make([paid('e2', 60)], { user: 'sione' }),
    ];
    assert.equal(ask('own-team-overtime', commits), [
      ['ben', 'e2 Tran', '2026-11-02', '1:30'],
      ['sione', 'e2 Tran', '2026-11-02', '1:00'],
    ]);
  });

  test('find numbers that are missing, and only these', () => {
    const maker = new CommitMaker();
    const taken = (year: number, number: number) =>
      maker.make([[`order-numbers/${year}`, 'OrderNumberTaken', { number, orderId: 'o' }]]);
    const whole = [taken(2025, 1), taken(2025, 2), taken(2026, 1), taken(2025, 3)];
    assert.equal(ask('number-gaps', whole), []);
    const gaps = [...whole, taken(2026, 5), taken(2026, 6), taken(2025, 5)];
    assert.equal(ask('number-gaps', gaps), [
      ['kylie', '2026', '2 to 4', '5'],
      ['kylie', '2025', '4', '5'],
    ]);
    // The numbers of orders that were moved in come from elsewhere, and go on from the last of them.
    const movedIn = new CommitMaker();
    const last = movedIn.make([['order-numbers/2026', 'OrderNumberTaken', { number: 312, orderId: 'moved-in' }]], {
      command: 'ImportDocuments',
    });
    const next = [313, 315].map((number) =>
      movedIn.make([['order-numbers/2026', 'OrderNumberTaken', { number, orderId: 'o' }]]),
    );
    assert.equal(ask('number-gaps', [last, ...next]), [['kylie', '2026', '314', '315']]);
    // The days that are asked about begin in the middle of a year.
    assert.equal(ask('number-gaps', gaps.slice(2)), [
      ['kylie', '2026', '2 to 4', '5'],
      ['kylie', '2025', '4', '5'],
    ]);
  });

  test('find counts that differ much from the books', () => {
    const maker = new CommitMaker();
    const counted = (was: number, found: number) =>
      maker.make([['stock-item/k', 'StockCounted', { was, counted: found, note: 'Shelf 4' }]]);
    assert.equal(ask('count-differences', [counted(100, 91), counted(100, 90), counted(0, 3), counted(7, 7)]), [
      ['kylie', '100', '90', '-10 (-10 %)', 'Shelf 4'],
      ['kylie', '0', '3', '+3', 'Shelf 4'],
    ]);
  });

  test('find what was corrected, adjusted and voided, with its reason', () => {
    const maker = new CommitMaker();
    const week = { employeeId: 'e2', employeeName: 'Kylie Tran', monday: '2026-11-02' };
    const commits = [
      maker.make([
        ['timesheet/e2/2026-11-02', 'TimesheetReopened', { ...week, reason: 'Forgot Friday' }],
        [
          'timesheet/e2/2026-11-02',
          'PayReversed',
          { ...week, calculation: 3, grossCents: 120_000, reason: 'Forgot Friday' },
        ],
      ]),
      maker.make([['stock-item/k', 'StockAdjusted', { change: -2, reason: 'Water' }]]),
      maker.make([['stock-item/k', 'StockIssued', { quantity: 3, reason: 'Trial' }]]),
      maker.make([['stock-item/k', 'StockIssued', { quantity: 3, orderId: 'o1', lineId: 'l1' }]]),
      maker.make([['pay-run/2026-11-02', 'PayRunVoided', { period: '2026-11-02', reason: 'Wrong table' }]]),
    ];
    assert.equal(ask('corrections', commits), [
      ['kylie', 'Week reopened', 'Kylie Tran', '2026-11-02', 'Forgot Friday'],
      ['kylie', 'Pay taken back', 'Kylie Tran', '2026-11-02, $1,200.00 gross', 'Forgot Friday'],
    ]);
    assert.equal(ask('stock-adjustments', commits), [
      ['kylie', 'Adjusted', '-2', 'Water'],
      ['kylie', 'Issued for no order', '-3', 'Trial'],
    ]);
    assert.equal(ask('runs-voided', commits), [['kylie', '2026-11-02', 'Wrong table']]);
  });

  test('read every event that was ever written, and answer in their columns', () => {
    const maker = new CommitMaker();
    const commits = goldenEvents.map(({ aggregate, type, data }) => maker.make([[aggregate, type, data]]));
    const answered = questions.filter((question) => {
      const answers = answersOf(question, commits);
      for (const [, ...cells] of answers) assert.is(cells.length, question.columns.length, question.id);
      return answers.length > 0;
    });
    const silent = questions.filter((one) => !answered.includes(one)).map(({ id }) => id);
    // These are about what should not be: a golden event alone is no answer.
    assert.equal(
      silent.filter((id) => !['own-team-overtime', 'number-gaps', 'count-differences'].includes(id)),
      [],
    );
    assert.is(new Set(questions.map(({ id }) => id)).size, questions.length);
  });
});
