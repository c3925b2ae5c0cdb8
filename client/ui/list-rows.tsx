import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { arrowKeys } from './arrow-keys.ts';
import { Button } from './button.tsx';

interface ListRowsProps<Row> {
  /** What was found, in order. */
  readonly rows: readonly Row[];
  /** The one that is open beside the list: always in it, however far down it stands. */
  readonly openId: string | undefined;
  /** The inside of a row's link. */
  readonly children: (row: Row, open: boolean) => ComponentChildren;
}

/** Rows drawn at first; a search finds among all of them. */
const ROWS_AT_ONCE = 100;

/** The rows of a list that opens things beside it. Each draws an `a.list-row`; the arrow keys go through them. */
export function ListRows<Row extends { readonly id: string }>({ rows, openId, children }: ListRowsProps<Row>) {
  const [rowsMax, setRowsMax] = useState(ROWS_AT_ONCE);
  const list = useRef<HTMLUListElement>(null);
  // Once, when the list comes: afterwards it stays where the person has scrolled it.
  useEffect(() => list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' }), []);
  const at = rows.findIndex(({ id }) => id === openId);
  const shown = rows.slice(0, Math.max(rowsMax, at + 1));
  return (
    <>
      <ul class="list-rows" ref={list} onKeyDown={arrowKeys('.list-row')}>
        {shown.map((row) => (
          <li key={row.id}>{children(row, row.id === openId)}</li>
        ))}
      </ul>
      {shown.length < rows.length && (
        <div class="list-more">
          <Button wide onPress={() => setRowsMax(shown.length + ROWS_AT_ONCE)}>
            {`Show more, ${rows.length - shown.length} left`}
          </Button>
        </div>
      )}
    </>
  );
}
