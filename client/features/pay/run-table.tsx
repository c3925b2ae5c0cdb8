import { hoursText } from '#contracts/hours-text.ts';
import { formatCents } from '#contracts/money.ts';
import type { PayAmounts, Payslip } from '#contracts/pay.ts';
import { totalsOf } from '#contracts/pay-totals.ts';
import { moment } from '../../shared/time.ts';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { counted, weekOf } from './pay-words.ts';
import { isPayable, type RunRow, stateWords } from './run-rows.ts';
import type { ReviewedRow } from './use-reviewed.ts';

interface RunTableProps {
  /** Monday of the run. */
  readonly period: string;
  readonly rows: readonly ReviewedRow[];
  readonly openId: string | undefined;
}

const figures = ['Ordinary', 'Overtime', 'Leave', 'Gross', 'Tax', 'Study loan', 'Net', 'Super'];
const columns = [
  ...[{ label: 'Employee' }, { label: 'State', plain: true }],
  ...figures.map((label) => ({ label, number: true })),
];

/** Everybody's week of a run, and what they come to. A row opens its payslip. */
export function RunTable({ period, rows, openId }: RunTableProps) {
  const paid = rows.filter(isPayable);
  return (
    <WideTable
      label="Weeks of this run"
      columns={columns}
      rows={rows.map((row) => ({
        key: row.id,
        open: row.id === openId,
        cells: [
          <Who key="who" row={row} period={period} />,
          <State key="state" row={row} />,
          ...hours(row.slip ? [row.slip] : []),
          ...(row.pay ? money(row.pay) : []),
        ],
      }))}
      total={[
        counted(paid.length, 'payslip'),
        '',
        ...hours(rows.flatMap(({ slip }) => slip ?? [])),
        ...money(totalsOf(paid.map(({ pay }) => pay))),
      ]}
    />
  );
}

function Who({ row, period }: { readonly row: ReviewedRow; readonly period: string }) {
  const { name, number, monday, noTaxFileNumber } = row;
  const to = placeOf(row, period);
  const inside = (
    <>
      <strong>{name}</strong>
      <span class="meta second">
        {to?.words ?? number}
        {monday !== period && `, week of ${weekOf(monday)}`}
      </span>
      {noTaxFileNumber && (
        <span class="warn">
          <Icon name="warning" size={16} /> No tax file number: 47 %
        </span>
      )}
      {row.changed && <span class="meta">{changeWords(row)}</span>}
    </>
  );
  return to === undefined ? (
    <span class="row-link">{inside}</span>
  ) : (
    <a class="row-link" href={to.href}>
      {inside}
    </a>
  );
}

interface Place {
  readonly href: string;
  readonly words?: string;
}

/** Where a row leads: to the payslip, or to where its trouble is mended. */
function placeOf({ id, employeeId, state, pay }: RunRow, period: string): Place | undefined {
  // What a run that was taken back would have paid may be another sum by now.
  if (state === 'taken-back') return undefined;
  if (pay !== undefined) return { href: `/pay/${period}?slip=${id}` };
  if (state === 'no-rate') return { href: `/people/${employeeId}`, words: 'Set a rate' };
  if (state === 'submitted') return { href: '/approvals', words: 'Go to Approvals' };
  return { href: `/timesheets?of=${employeeId}&week=${period}`, words: 'See the week' };
}

function changeWords({ slip, was }: ReviewedRow): string {
  const before = was === undefined ? '' : ` Net was ${formatCents(was.netCents)}.`;
  if (slip === undefined) return `It is not approved any more.${before}`;
  return `${slip.approvedBy.name} approved it again at ${moment(slip.calculatedAt)}.${before}`;
}

function State({ row: { state, changed } }: { readonly row: ReviewedRow }) {
  if (changed) return <Chip kind="pencil">Changed</Chip>;
  if (state === 'paid') {
    return (
      <Chip kind="done" icon="check">
        {stateWords[state]}
      </Chip>
    );
  }
  if (state === 'ready') return <Chip icon="check">{stateWords[state]}</Chip>;
  return (
    <Chip kind={state === 'submitted' ? 'dashed' : state === 'taken-back' ? 'plain' : 'signal'}>
      {stateWords[state]}
    </Chip>
  );
}

type Hours = Pick<Payslip, 'ordinaryMinutes' | 'overtimeMinutes' | 'leaveMinutes'>;

function hours(slips: readonly Hours[]): string[] {
  if (slips.length === 0) return ['', '', ''];
  const sum = (of: keyof Hours) => slips.reduce((minutes, slip) => minutes + slip[of], 0);
  return (['ordinaryMinutes', 'overtimeMinutes', 'leaveMinutes'] as const).map((of) => hoursText(sum(of)));
}

function money({ grossCents, taxCents, studyLoanCents, netCents, superCents }: PayAmounts) {
  const net = <strong key="net">{formatCents(netCents)}</strong>;
  return [formatCents(grossCents), formatCents(taxCents), formatCents(studyLoanCents), net, formatCents(superCents)];
}
