import type { ComponentChildren } from 'preact';
import { useLocation, useRoute } from 'preact-iso';
import { formatCents } from '#contracts/money.ts';
import type { Payslip } from '#contracts/pay.ts';
import { totalsOf } from '#contracts/pay-totals.ts';
import { Age, Fetched } from '../../shared/fetched.tsx';
import { calendarDay } from '../../shared/time.ts';
import { myself } from '../../sync/me.ts';
import { model } from '../../sync/models.ts';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Loading } from '../../ui/loading.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panes } from '../../ui/side-panel.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { financialYearWords, payCells, payColumns, weekOf } from './pay-words.ts';
import { PayslipChip } from './payslip-chip.tsx';
import { PayslipPanel } from './payslip-panel.tsx';

interface OwnPayslipsProps {
  /** The address of this list. */
  readonly at: string;
  /** At the right of the head. */
  readonly tools?: ComponentChildren;
}

/** One's own payslips by financial year, with what was paid in each; with ?slip= one of them beside the list. */
export function OwnPayslips({ at, tools }: OwnPayslipsProps) {
  const openId = useRoute().query['slip'];
  const { route } = useLocation();
  const me = myself();
  return (
    <Panes
      list={
        <div class="page">
          <PageHead title="Pay" beside={me && <Age of={model('payslips', { employeeId: me.id })} />}>
            {tools}
          </PageHead>
          {me === undefined && <Loading what="Your payslips" lines={6} />}
          {me === null && (
            <Empty title="There is nobody to pay">
              This account belongs to nobody on the list of people. Ask the office if it should.
            </Empty>
          )}
          {me && <Years employeeId={me.id} at={at} openId={openId} />}
        </div>
      }
      panel={
        openId !== undefined && (
          <PayslipPanel key={openId} slipId={openId} printHref={`/pay/slips/${openId}`} onClose={() => route(at)} />
        )
      }
    />
  );
}

interface YearsProps {
  readonly employeeId: string;
  readonly at: string;
  readonly openId: string | undefined;
}

function Years({ employeeId, ...list }: YearsProps) {
  const fetched = model('payslips', { employeeId });
  const slips = fetched.list.value;
  const years = [...new Set(slips.map(({ financialYear }) => financialYear))].sort().reverse();
  return (
    <Fetched of={fetched} what="Your payslips" lines={6}>
      {years.length === 0 && (
        <Empty title="No payslips yet">The first is here as soon as a week of yours is approved.</Empty>
      )}
      {years.map((year) => (
        <Year key={year} {...list} year={year} slips={slips.filter(({ financialYear }) => financialYear === year)} />
      ))}
    </Fetched>
  );
}

const columns = [{ label: 'Week' }, { label: 'State', plain: true }, ...payColumns];

interface YearProps {
  readonly year: string;
  readonly slips: readonly Payslip[];
  readonly at: string;
  readonly openId: string | undefined;
}

function Year({ year, slips, at, openId }: YearProps) {
  const final = slips.filter(({ status }) => status === 'finalised');
  const sum = totalsOf(final);
  return (
    <Card>
      <h2>{financialYearWords(year)}</h2>
      <p class="second">Year to date, of what is finalised</p>
      <dl class="facts" aria-label={`Finalised in ${financialYearWords(year)}`}>
        <Fact name="Gross">{formatCents(sum.grossCents)}</Fact>
        <Fact name="Tax">{formatCents(sum.taxCents)}</Fact>
        {sum.studyLoanCents > 0 && <Fact name="Study loan">{formatCents(sum.studyLoanCents)}</Fact>}
        <Fact name="Net">
          <strong>{formatCents(sum.netCents)}</strong>
        </Fact>
        <Fact name="Super">{formatCents(sum.superCents)}</Fact>
      </dl>
      <WideTable
        label={`Payslips of ${financialYearWords(year)}`}
        columns={columns}
        rows={slips.map((slip) => ({
          key: slip.id,
          open: slip.id === openId,
          cells: [
            <a key="week" class="row-link" href={`${at}?slip=${slip.id}`}>
              <strong>{weekOf(slip.monday)}</strong>
              <span class="meta second">Pay day {calendarDay(slip.payDate)}</span>
            </a>,
            <PayslipChip key="state" status={slip.status} />,
            ...payCells(slip),
          ],
        }))}
      />
    </Card>
  );
}
