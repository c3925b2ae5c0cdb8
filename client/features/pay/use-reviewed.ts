import { useRef } from 'preact/hooks';
import type { RunRow } from './run-rows.ts';

/** A row with what stood there before it changed. */
export interface ReviewedRow extends RunRow {
  /** Its pay when it was first on screen; only where it has changed since. */
  readonly was?: RunRow['pay'];
  readonly changed: boolean;
}

/**
 * Remembers how each week stood when it was first on screen: a week that changes meanwhile is marked, and no row moves
 * away from under the finger. `ready`: everything that the rows are made of is here.
 */
export function useReviewed(rows: readonly RunRow[], ready: boolean): readonly ReviewedRow[] {
  const first = useRef(new Map<string, RunRow>());
  if (!ready) return rows.map((row) => ({ ...row, changed: false }));
  for (const row of rows) if (!first.current.has(row.id)) first.current.set(row.id, row);
  const places = [...first.current.keys()];
  return [...rows]
    .sort((a, b) => places.indexOf(a.id) - places.indexOf(b.id))
    .map((row) => withChange(row, first.current.get(row.id)));
}

/** A week that has been approved in the meantime is news, and no change of what was reviewed. */
function withChange(row: RunRow, before: RunRow | undefined): ReviewedRow {
  const was = before?.pay;
  const changed = was !== undefined && was.calculation !== row.pay?.calculation;
  return { ...row, changed, ...(changed && { was }) };
}
