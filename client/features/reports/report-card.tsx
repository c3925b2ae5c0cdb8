import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Age, Fetched } from '../../shared/fetched.tsx';
import { handOverCsv } from '../../shared/hand-over.ts';
import { atMoment } from '../../shared/time.ts';
import type { Fetching } from '../../sync/fetching.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { isPhone } from '../../ui/phone.ts';
import { Segment } from '../../ui/segment.tsx';
import { type Column, WideTable } from '../../ui/wide-table.tsx';

/** The figures of a report, as its table and its file have them. */
export interface Figures {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

interface ReportCardProps {
  readonly title: string;
  /** What stands out, in a sentence. */
  readonly detail?: string | undefined;
  readonly of: Fetching;
  /** Its figures come over the live feed. */
  readonly live?: boolean;
  readonly chart: ComponentChildren;
  /** Undefined where there is nothing to show yet. */
  readonly table: Figures | undefined;
  /** "hours-by-week.csv", and what is in it: figures as a program reads them. */
  readonly file: string;
  readonly csv: () => Figures;
  /** What stands there as long as there is nothing. */
  readonly nothing: string;
  /** What can be chosen. */
  readonly children?: ComponentChildren;
}

/** A report: its chart or its table, and its file. */
export function ReportCard({
  title,
  detail,
  of,
  live = false,
  chart,
  table,
  file,
  csv,
  nothing,
  children,
}: ReportCardProps) {
  const [shown, setShown] = useState<'chart' | 'table'>('chart');
  const asOf = of.asOf.value;
  const download = () => {
    const { columns, rows } = csv();
    handOverCsv(
      file,
      columns.map(({ label }) => label),
      rows,
    );
  };
  return (
    <Card label={title}>
      <header class="report-head">
        <div>
          <h2>{title}</h2>
          {detail !== undefined && <p class="second">{detail}</p>}
          <Age of={of} {...(!live && asOf !== undefined && { fresh: `Added up ${atMoment(asOf)}` })} />
        </div>
        {table !== undefined && (
          <div class="row report-tools">
            <Segment
              label={`Show ${title}`}
              value={shown}
              onChange={setShown}
              options={[
                { value: 'chart', label: 'Chart' },
                { value: 'table', label: 'Table' },
              ]}
            />
            <Button icon="download" label={`CSV of ${title}`} onPress={download} />
          </div>
        )}
      </header>
      {children}
      <Fetched of={of} what={title} lines={6}>
        {table === undefined ? (
          <p class="second">{nothing}</p>
        ) : shown === 'chart' ? (
          chart
        ) : (
          <Table {...table} of={title} />
        )}
      </Fetched>
    </Card>
  );
}

/** On a phone each row is a list of names and values. */
function Table({ columns, rows, of }: Figures & { readonly of: string }) {
  if (isPhone.value) {
    return <WideTable label={of} columns={columns} rows={rows.map((cells) => ({ key: cells[0] ?? '', cells }))} />;
  }
  return (
    <table class="table report-table" aria-label={of}>
      <thead>
        <tr>
          {columns.map(({ label, number }) => (
            <th key={label} scope="col" class={number ? 'number' : ''}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells) => (
          <tr key={cells[0]}>
            {cells.map((cell, index) => (
              <td key={columns[index]?.label} class={columns[index]?.number ? 'number' : ''}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
