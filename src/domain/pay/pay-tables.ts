import type { PayTable } from '../../contracts/pay-tables.ts';
import { paygTables } from './tables/payg.ts';
import { studyLoanTables } from './tables/study-loans.ts';
import { superTables } from './tables/super-guarantee.ts';
import type { DatedTable } from './tables/table.ts';

/** Every table that pay may be worked out by, for people to see where its figures are from. */
export const payTables: readonly PayTable[] = [
  ...paygTables.map((table) => told('payg', table)),
  ...studyLoanTables.map((table) => told('study-loans', table)),
  ...superTables.map((table) => told('super', table)),
];

function told(kind: PayTable['kind'], { id, title, source, from, until }: DatedTable): PayTable {
  return { id, kind, title, source, from, ...(until !== undefined && { until }) };
}
