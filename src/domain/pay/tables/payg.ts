import { ANY, type Bracket, brackets, type DatedTable } from './table.ts';

/** PAYG withholding for weekly pay. It contains the Medicare levy: nothing is to be added to it. */
export interface PaygTable extends DatedTable {
  /** Tax-free threshold claimed. */
  readonly scale2: readonly Bracket[];
  /** Tax-free threshold not claimed. */
  readonly scale1: readonly Bracket[];
  /** No tax file number: this share of the whole dollars, the cents dropped. */
  readonly noTfnBasisPoints: number;
}

const secondHand = 'Transcribed at second hand: the bookkeeper confirms it before the first pay run.';

/** Each table ends with the year that it was published for: a later year is refused until its table is here. */
export const paygTables: readonly PaygTable[] = [
  {
    id: 'payg-2024-07',
    title: 'PAYG withholding from 1 July 2024 to 30 June 2026',
    source: `Australian Taxation Office, Schedule 1 (NAT 1004), from 1 July 2024, also 2025–26. ${secondHand}`,
    from: '2024-07-01',
    until: '2026-06-30',
    scale2: brackets(
      [361, 0, 0],
      [500, 0.16, 57.8462],
      [625, 0.26, 107.8462],
      [721, 0.18, 57.8462],
      [865, 0.189, 64.3365],
      [1_282, 0.3227, 180.0385],
      [2_596, 0.32, 176.5769],
      [3_653, 0.39, 358.3077],
      [ANY, 0.47, 650.6154],
    ),
    scale1: brackets(
      [150, 0.16, 0.16],
      [371, 0.2117, 7.755],
      [515, 0.189, -0.6702],
      [932, 0.3227, 68.2367],
      [2_246, 0.32, 65.7202],
      [3_303, 0.39, 222.951],
      [ANY, 0.47, 487.2587],
    ),
    noTfnBasisPoints: 4_700,
  },
  {
    id: 'payg-2026-07',
    title: 'PAYG withholding from 1 July 2026 to 30 June 2027',
    source: `Australian Taxation Office, Schedule 1 (NAT 1004), from 1 July 2026. ${secondHand}`,
    from: '2026-07-01',
    until: '2027-06-30',
    scale2: brackets(
      [362, 0, 0],
      [538, 0.15, 54.3462],
      [673, 0.25, 108.2135],
      [721, 0.17, 54.3473],
      [865, 0.179, 60.8377],
      [1_282, 0.3227, 185.1935],
      [2_596, 0.32, 181.7319],
      [3_653, 0.39, 363.4627],
      [ANY, 0.47, 655.7704],
    ),
    scale1: brackets(
      [188, 0.15, 0.15],
      [371, 0.2084, 11.0185],
      [515, 0.179, 0.1066],
      [932, 0.3227, 74.1674],
      [2_246, 0.32, 71.6508],
      [3_303, 0.39, 228.8816],
      [ANY, 0.47, 493.1893],
    ),
    noTfnBasisPoints: 4_700,
  },
];
