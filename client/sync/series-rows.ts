import { readModels, type SeriesName } from '#contracts/read-models.ts';
import type { LiveChange } from './live.ts';

/** The rows of somebody's history after changes, by their number. */
export function historyAfter<Row extends object>(
  name: SeriesName,
  owner: string,
  before: ReadonlyMap<number, Row>,
  changes: readonly LiveChange[],
): ReadonlyMap<number, Row> {
  const { by } = readModels[name].series;
  const came = changes
    .filter(({ model }) => model === name)
    .flatMap(({ row }) => (row === null ? [] : [row as Row & Record<string, unknown>]))
    .filter((row) => row[by] === owner);
  return came.length === 0 ? before : new Map([...before, ...numbered(name, came)]);
}

/** The rows with their numbers in the history. */
export function numbered<Row extends object>(
  name: SeriesName,
  rows: readonly Row[],
): readonly (readonly [number, Row])[] {
  const { field } = readModels[name].series;
  return rows.map((row) => [Number((row as Record<string, unknown>)[field]), row] as const);
}

/** The newest first. */
export function newestFirst<Row>(rows: ReadonlyMap<number, Row>): readonly Row[] {
  return [...rows].sort(([a], [b]) => b - a).map(([, row]) => row);
}
