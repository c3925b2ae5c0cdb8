import type { PayAmounts } from './pay.ts';

/** No pay at all, in cents. */
export const noPay: PayAmounts = {
  ...{ grossCents: 0, ordinaryTimeCents: 0, taxCents: 0, studyLoanCents: 0, netCents: 0, superCents: 0 },
};

/** What is held back for the tax office: gross less this is net. */
export function withheldCents({ taxCents, studyLoanCents }: PayAmounts): number {
  return taxCents + studyLoanCents;
}

/** Pay added up, amount by amount: what stands under the lines of a run, and what somebody got in a year. */
export function totalsOf(lines: readonly PayAmounts[]): PayAmounts {
  return lines.reduce(
    (sum, line) => ({
      grossCents: sum.grossCents + line.grossCents,
      ordinaryTimeCents: sum.ordinaryTimeCents + line.ordinaryTimeCents,
      taxCents: sum.taxCents + line.taxCents,
      studyLoanCents: sum.studyLoanCents + line.studyLoanCents,
      netCents: sum.netCents + line.netCents,
      superCents: sum.superCents + line.superCents,
    }),
    noPay,
  );
}
