import { assert, suite } from '../testing/suite.ts';
import { financialYearOf, yearToDate } from './financial-year.ts';
import type { Payslip } from './pay.ts';

const slip = (monday: string, payDate: string, more: Partial<Payslip> = {}): Payslip => ({
  ...{ id: `e1.${monday}`, status: 'finalised', employeeId: 'e1', employeeName: 'Kim', employeeNumber: 'E1' },
  ...{ monday, payDate, financialYear: financialYearOf(payDate), calculation: 4 },
  ...{ grossCents: 100, ordinaryTimeCents: 90, taxCents: 20, studyLoanCents: 1, netCents: 79, superCents: 11 },
  ...{ ordinaryMinutes: 0, overtimeMinutes: 0, leaveMinutes: 0, lines: [], superBasisPoints: 1_200, tables: [] },
  terms: {
    ...{ employmentType: 'full-time', weeklyMinutes: 2_280 },
    taxFreeThreshold: true,
    tfnProvided: true,
    studyLoan: false,
  },
  ...{ accrued: [], sequence: 4, calculatedAt: '2026-07-01T00:00:00Z', approvedBy: { id: 'u', name: 'U' } },
  ...more,
});

suite('financial year', (test) => {
  test('begins on 1 July', () => {
    assert.equal(['2026-06-30', '2026-07-01', '2027-01-01', '2099-12-31'].map(financialYearOf), [
      '2025-26',
      '2026-27',
      '2026-27',
      '2099-00',
    ]);
  });

  test('to date counts what was finalised of the same person and year up to a payslip, and the payslip itself', () => {
    const now = slip('2026-07-13', '2026-07-22', { status: 'worked-out' });
    const slips = [
      now,
      slip('2026-06-22', '2026-06-30'),
      slip('2026-06-29', '2026-07-08'),
      slip('2026-07-06', '2026-07-15', { grossCents: 1_000 }),
      slip('2026-07-20', '2026-07-29'),
      slip('2026-07-06', '2026-07-15', { id: 'e2.2026-07-06', employeeId: 'e2' }),
      slip('2026-06-15', '2026-07-02', { status: 'taken-back' }),
    ];
    assert.equal(yearToDate(slips, now), {
      ...{ grossCents: 1_200, ordinaryTimeCents: 270, taxCents: 60, studyLoanCents: 3, netCents: 237, superCents: 33 },
    });
  });
});
