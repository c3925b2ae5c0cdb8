import type { ComponentChildren } from 'preact';
import { arrowKeys } from './arrow-keys.ts';

export interface Column {
  readonly label: string;
  /** At the right, and never broken. */
  readonly number?: boolean;
  /** Says by itself what it is, such as a state: on a narrow place it takes a line, without a name. */
  readonly plain?: boolean;
}

interface WideTableProps {
  /** What it lists. */
  readonly label: string;
  readonly columns: readonly Column[];
  /** The first cell names the row; a link in it opens the row wherever it is tapped. */
  readonly rows: readonly {
    readonly key: string;
    readonly cells: readonly ComponentChildren[];
    /** Whether it is the one that is open beside the table. */
    readonly open?: boolean;
  }[];
  /** Cells of the last row, which adds up the others. */
  readonly total?: readonly ComponentChildren[];
}

/** A table with many columns. Where its place is narrower than 720 px, each row is a list of names and values. */
export function WideTable({ label, columns, rows, total }: WideTableProps) {
  const cellsOf = (cells: readonly ComponentChildren[]) =>
    columns.map(({ label: name, number, plain }, at) => (
      <td key={name} class={number ? 'number' : ''} data-label={plain || at === 0 ? undefined : name}>
        {cells[at]}
      </td>
    ));
  return (
    <div class="wide-table">
      <table class="table" aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ label: name, number }) => (
              <th key={name} scope="col" class={number ? 'number' : ''}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onClick={openRow} onKeyDown={arrowKeys('a')}>
          {rows.map(({ key, cells, open }) => (
            <tr key={key} aria-current={open || undefined}>
              {cellsOf(cells)}
            </tr>
          ))}
        </tbody>
        {total !== undefined && (
          <tfoot class="strong">
            <tr>{cellsOf(total)}</tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

/** A finger goes to the row, not to the name in it. */
function openRow({ target }: Event): void {
  if (!(target instanceof Element) || target.closest('a, button') !== null) return;
  target.closest('tr')?.querySelector('a')?.click();
}
