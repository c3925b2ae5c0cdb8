import type { DatedTable } from './table.ts';

/** What the employer pays into a super fund, on top of pay. */
export interface SuperTable extends DatedTable {
  /** Share of ordinary time earnings. */
  readonly basisPoints: number;
}

export const superTables: readonly SuperTable[] = [
  {
    id: 'super-2025-07',
    title: 'Super guarantee, 12 % from 1 July 2025',
    source: 'Superannuation Guarantee (Administration) Act 1992: 12 % from 1 July 2025, and no later step.',
    from: '2025-07-01',
    until: undefined,
    basisPoints: 1_200,
  },
];
