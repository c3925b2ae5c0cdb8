import type { PayTable } from '#contracts/pay-tables.ts';
import { addDays } from '#contracts/week.ts';
import { Fetched } from '../../shared/fetched.tsx';
import { calendarDayInFull, today } from '../../shared/time.ts';
import { model } from '../../sync/models.ts';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { kindsWithoutTable } from './table-cover.ts';

/** How long before the last day of a table it is said that another one is needed. */
const WARN_DAYS = 60;

/** Which tables of the law pay is worked out by, and where their figures are from. */
export function PayTablesCard() {
  const tables = model('pay-tables');
  const all = tables.list.value;
  const missing = kindsWithoutTable(all, today());
  const soon = kindsWithoutTable(all, addDays(today(), WARN_DAYS)).filter((kind) => !missing.includes(kind));
  return (
    <Card>
      <h2>Tables of the law</h2>
      <p>
        Every payslip says by which of these it was worked out. Have your bookkeeper compare them with their sources
        before the first pay run.
      </p>
      <Fetched of={tables} what="The tables" lines={6}>
        {missing.map((kind) => (
          <p key={kind} class="warn">
            {kindWords[kind]}: no table for today. A pay that needs one is refused, never guessed.
          </p>
        ))}
        {soon.map((kind) => (
          <p key={kind} class="warn">
            {kindWords[kind]}: the table ends within {WARN_DAYS} days. The next one comes with an update of Misty.
          </p>
        ))}
        <ul class="rows">
          {all.map((table) => (
            <TableRow key={table.id} table={table} />
          ))}
        </ul>
      </Fetched>
    </Card>
  );
}

const kindWords: Record<PayTable['kind'], string> = {
  payg: 'PAYG withholding',
  'study-loans': 'Study loans',
  super: 'Super',
};

function TableRow({ table: { id, title, source, from, until } }: { readonly table: PayTable }) {
  const date = today();
  return (
    <li class="law-table">
      <p class="row">
        <strong class="grow">{title}</strong>
        {from > date ? (
          <Chip kind="dashed">To come</Chip>
        ) : until === undefined || date <= until ? (
          <Chip kind="done" icon="check">
            In use
          </Chip>
        ) : (
          <Chip>Over</Chip>
        )}
      </p>
      <p class="meta second">
        {id} · paid from {calendarDayInFull(from)}
        {until === undefined ? ', no end known' : ` to ${calendarDayInFull(until)}`}
      </p>
      <p class="meta second">{source}</p>
    </li>
  );
}
