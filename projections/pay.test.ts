import { payRun, payslip } from '../src/contracts/pay.ts';
import {
  accrued,
  amounts,
  calculated,
  saved,
  sheet,
  sheetApproved,
  submitted,
  taken,
  terms,
} from '../src/testing/given-events.ts';
import { project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { payRuns } from './pay-runs.ts';
import { payslips } from './payslips.ts';

const id = 'e1.2026-11-09';
const approval = { user: 'ben', events: [sheetApproved, calculated, taken, accrued] };

suite('payslips', (test) => {
  test('show the pay of a week line by line, with the tables it was worked out by', () => {
    const { view, parked } = project(payslips, [saved, submitted, approval]);
    assert.equal([view(id) && payslip.parse(view(id)), parked], [view(id), []]);
    assert.equal(view(id), {
      ...{ id, status: 'worked-out', employeeId: 'e1', employeeName: 'Kylie Tran', employeeNumber: 'EMP1' },
      ...{ monday: '2026-11-09', payDate: '2026-11-18', financialYear: '2026-27', calculation: 4, ...amounts },
      ...{ ordinaryMinutes: 936, overtimeMinutes: 0, leaveMinutes: 456, terms },
      lines: [{ kind: 'ordinary', minutes: 1_392, rateCents: 4_000, basisPoints: 10_000, cents: 92_800 }],
      ...{ superBasisPoints: 1_200, tables: [{ id: 'payg-2026', title: 'Schedule 1', source: 'ATO' }] },
      accrued: [{ type: 'annual', minutes: 107 }],
      ...{ calculatedAt: '2026-11-12T20:03:00.000Z', approvedBy: { id: 'ben', name: 'BEN' }, sequence: 4 },
    });
  });

  test('say what a pay run did with them, and on which date they are paid', () => {
    const paid = sheet('TimesheetPaid', { period: '2026-11-09', payDate: '2027-07-01', calculation: 4 });
    const after = project(payslips, [saved, submitted, approval, paid]).view(id);
    assert.equal(
      [after?.status, after?.payDate, after?.financialYear, after?.period],
      ['finalised', '2027-07-01', '2027-28', '2026-11-09'],
    );
    const { view } = project(payslips, [
      saved,
      submitted,
      approval,
      paid,
      sheet('TimesheetUnpaid', { reason: 'Bank' }),
    ]);
    assert.equal(
      [view(id)?.status, view(id)?.payDate, view(id)?.financialYear, view(id)?.period],
      ['worked-out', '2026-11-18', '2026-27', undefined],
    );
  });

  test('are taken back with the approval, and are worked out anew with the next', () => {
    const reopened = { user: 'ben', events: [sheet('TimesheetReopened', { reason: 'x' }), sheet('PayReversed', {})] };
    const back = project(payslips, [saved, submitted, approval, reopened]).view(id);
    assert.equal([back?.status, back?.calculation], ['taken-back', 4]);
    const { view } = project(payslips, [saved, submitted, approval, reopened, saved, submitted, approval]);
    assert.equal([view(id)?.status, view(id)?.calculation, view(id)?.accrued.length], ['worked-out', 10, 1]);
  });
});

suite('pay runs', (test) => {
  const opened = ['pay-run/2026-11-09', 'PayRunOpened', { period: '2026-11-09', payDate: '2026-11-18' }] as const;
  const line = { ...amounts, employeeId: 'e1', employeeName: 'Kylie Tran', monday: '2026-11-09', calculation: 4 };
  const finalised = [
    'pay-run/2026-11-09',
    'PayRunFinalised',
    { period: '2026-11-09', payDate: '2026-11-18', lines: [line], totals: amounts },
  ] as const;
  const voided = ['pay-run/2026-11-09', 'PayRunVoided', { period: '2026-11-09', reason: 'Bank' }] as const;
  const after = (...history: Parameters<typeof project>[1]) => {
    const view = project(payRuns, history).view('2026-11-09');
    assert.equal(view && payRun.parse(view), view);
    return view;
  };

  test('are open without lines, then hold what they paid', () => {
    const open = after(opened);
    assert.equal([open?.status, open?.lines, open?.totals.grossCents, open?.openedBy.name], ['open', [], 0, 'KYLIE']);
    const done = after(opened, { user: 'ben', events: [finalised] });
    assert.equal([done?.status, done?.lines, done?.totals], ['finalised', [line], amounts]);
    assert.equal([done?.finalisedBy?.name, done?.finalisedAt, done?.sequence], ['BEN', '2026-11-12T20:02:00.000Z', 2]);
  });

  test('say who took them back and why, and begin anew when they are opened again', () => {
    const gone = after(opened, finalised, { user: 'amy', events: [voided] });
    assert.equal([gone?.status, gone?.reason, gone?.voidedBy?.name, gone?.lines.length], ['voided', 'Bank', 'AMY', 1]);
    const again = after(opened, finalised, voided, opened);
    assert.equal(
      [again?.status, again?.lines, again?.voidedAt, again?.finalisedAt],
      ['open', [], undefined, undefined],
    );
    assert.is(again?.sequence, 4);
  });
});
