import { totalsOf } from '#contracts/pay-totals.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { card, employee, MONDAY, paidBy, run, sheet, slip } from './example-rows.ts';
import { closedRows, isPayable, openRows, type Week } from './run-rows.ts';

const BEFORE = '2026-10-26';

function rows(week: Partial<Week>) {
  const nothing = {
    period: MONDAY,
    employees: [],
    cards: [],
    pays: [],
    sheets: [],
    unpaid: [],
    runs: [run(MONDAY, 'open')],
  };
  return openRows({ ...nothing, ...week });
}
const told = (week: Partial<Week>) => rows(week).map(({ name, state }) => `${name} ${state}`);

suite('the review of an open pay run', (test) => {
  test('has everybody, the trouble first, then by name', () => {
    const withoutNumber = slip('Una', { terms: { ...slip('Una').terms, tfnProvided: false } });
    const week = {
      employees: ['Kim', 'Ann', 'Bo', 'Una', 'Dan', 'Eve', 'Flo', 'Gus'].map((id) => employee(id)),
      pays: [paidBy('Kim'), paidBy('Gus', []), paidBy('Flo', [{ from: '2026-11-09', rateCents: 4_000 }])],
      sheets: [
        ...[sheet('Kim', { status: 'approved' }), sheet('Una', { status: 'approved' }), sheet('Ann')],
        ...[sheet('Bo', { status: 'draft' }), sheet('Dan', { status: 'rejected' }), sheet('Flo')],
      ],
      unpaid: [slip('Kim'), withoutNumber],
    };
    assert.equal(told(week), [
      ...['Flo no-rate', 'Gus no-rate', 'Dan sent-back', 'Bo draft', 'Eve nothing', 'Ann submitted'],
      ...['Una ready', 'Kim ready'],
    ]);
    const [una, kim] = rows(week).filter(isPayable);
    assert.equal([una?.noTaxFileNumber, kim?.noTaxFileNumber, kim?.number], [true, false, 'E-Kim']);
  });

  test('leaves out who came later or left, unless they worked in this week', () => {
    const employees = [
      ...[employee('New'), employee('Sunday')],
      ...[employee('Gone', { active: false }), employee('Left', { active: false })],
    ];
    const cards = [card('New', '2026-11-09'), card('Sunday', '2026-11-08')];
    assert.equal(told({ employees, cards, sheets: [sheet('Left')] }), ['Sunday nothing', 'Left submitted']);
  });

  test('takes along what missed its own run, and nothing that has another run to come', () => {
    const unpaid = [slip('Kim', { monday: BEFORE }), slip('Kim'), slip('Kim', { monday: '2026-11-09' })];
    const states = (own: 'none' | 'open' | 'voided' | 'finalised') =>
      rows({ unpaid, sheets: [sheet('Kim', { status: 'approved' })], runs: own === 'none' ? [] : [run(BEFORE, own)] })
        .filter(isPayable)
        .map(({ monday }) => monday);
    assert.equal(states('finalised'), [BEFORE, MONDAY]);
    for (const own of ['none', 'open', 'voided'] as const) assert.equal(states(own), [MONDAY], own);
  });

  test('leaves out a week that another run has paid', () => {
    const sheets = [sheet('Kim', { status: 'approved', finalised: true })];
    assert.equal(told({ employees: [employee('Kim')], sheets }), []);
  });
});

suite('a run that is closed', (test) => {
  const slips = [slip('Kim'), slip('Ann', { grossCents: 1, netCents: 1, taxCents: 0 })];

  test('shows what it paid, with the hours of its payslips, and adds up to its totals', () => {
    const done = run(MONDAY, 'finalised', slips);
    const lines = closedRows(done, slips);
    assert.equal(
      lines.map(({ name, state, slip: of }) => [name, state, of?.ordinaryMinutes]),
      [
        ['Ann', 'paid', 2_280],
        ['Kim', 'paid', 2_280],
      ],
    );
    assert.equal(totalsOf(lines.filter(isPayable).map(({ pay }) => pay)), done.totals);
  });

  test('that was taken back still shows what it would have paid', () => {
    const lines = closedRows(run(MONDAY, 'voided', slips), []);
    assert.equal(
      lines.map(({ name, state, slip: of, pay }) => [name, state, of, pay?.netCents]),
      [
        ['Ann', 'taken-back', undefined, 1],
        ['Kim', 'taken-back', undefined, 121_500],
      ],
    );
  });
});
