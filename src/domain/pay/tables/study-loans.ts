import { ANY, type Bracket, brackets, type DatedTable } from './table.ts';

/** What is withheld on top for a study or training loan, for weekly pay. */
export interface StudyLoanTable extends DatedTable {
  readonly thresholdClaimed: readonly Bracket[];
  readonly thresholdNotClaimed: readonly Bracket[];
}

/** The upper ends but the first are where two lines meet, to the cent. */
export const studyLoanTables: readonly StudyLoanTable[] = [
  {
    id: 'study-loans-2026-07',
    title: 'Study and training loans from 1 July 2026 to 30 June 2027',
    source:
      'Australian Taxation Office, Schedule 8 (NAT 3539), from 1 July 2026. Transcribed at second hand: the bookkeeper confirms it before the first pay run.',
    from: '2026-07-01',
    until: '2027-06-30',
    thresholdClaimed: brackets([1_337, 0, 0], [2_494.56, 0.15, 200.5615], [3_577.9, 0.17, 250.4527], [ANY, 0.1, 0]),
    thresholdNotClaimed: brackets([987, 0, 0], [2_144.56, 0.15, 148.0615], [2_727.9, 0.17, 190.9527], [ANY, 0.1, 0]),
  },
];
