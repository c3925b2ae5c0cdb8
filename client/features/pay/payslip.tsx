import { yearToDate } from '#contracts/financial-year.ts';
import { hoursText } from '#contracts/hours-text.ts';
import { leaveWords } from '#contracts/leave-types.ts';
import { formatCents } from '#contracts/money.ts';
import type { Payslip as Slip } from '#contracts/pay.ts';
import { formatFigure } from '#contracts/quantity.ts';
import { addDays } from '#contracts/week.ts';
import { capital } from '#contracts/words.ts';
import { abnText } from '../../shared/abn.ts';
import { calendarDayInFull } from '../../shared/time.ts';
import { item, model } from '../../sync/models.ts';
import { Fact } from '../../ui/fact.tsx';
import { financialYearWords, lineWords } from './pay-words.ts';
import { PayslipChip } from './payslip-chip.tsx';
import { Tables } from './tables.tsx';

/** All that a payslip has to say by the Fair Work Regulations, and what it was worked out by. */
export function Payslip({ slip }: { readonly slip: Slip }) {
  const employer = item('settings', 'company').row.value?.employer;
  const { employeeName, employeeNumber, monday, payDate, terms } = slip;
  return (
    <>
      <div class="row row-breaks">
        <div class="grow">
          <h3>{employer?.name}</h3>
          <p class="meta second">{employer?.abn ? `ABN ${abnText(employer.abn)}` : 'ABN: not entered yet'}</p>
        </div>
        <PayslipChip status={slip.status} />
      </div>
      <dl class="facts">
        <Fact name="Employee">{employeeName}</Fact>
        <Fact name="Employee number">{employeeNumber}</Fact>
        <Fact name="Pay period">
          {calendarDayInFull(monday)} to {calendarDayInFull(addDays(monday, 6))}
        </Fact>
        <Fact name="Pay day">{calendarDayInFull(payDate)}</Fact>
      </dl>
      <Lines slip={slip} />
      <dl class="facts">
        <Fact name={`Super, ${percent(slip.superBasisPoints)} of ordinary time`}>
          <strong>{formatCents(slip.superCents)}</strong>
          {'\nPaid on top. Fund: not entered yet'}
        </Fact>
        {slip.accrued.length > 0 && (
          <Fact name="Leave that this week brought">
            {slip.accrued.map(({ type, minutes }) => `${capital(leaveWords[type])} ${hoursText(minutes)}`).join('\n')}
          </Fact>
        )}
      </dl>
      <YearToDate slip={slip} />
      <p class="meta second">{taxWords(terms)}</p>
      <Tables slips={[slip]} />
    </>
  );
}

function Lines({ slip }: { readonly slip: Slip }) {
  const { lines, grossCents, taxCents, studyLoanCents, netCents } = slip;
  return (
    <table class="table" aria-label="Pay">
      <thead>
        <tr>
          <th scope="col">For</th>
          <th scope="col" class="number">
            Hours
          </th>
          <th scope="col" class="number">
            Rate
          </th>
          <th scope="col" class="number">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.kind} ${line.leaveType} ${line.overtime} ${line.basisPoints} ${line.rateCents}`}>
            <td>
              {lineWords(line)}
              {line.basisPoints !== PLAIN && `, ${percent(line.basisPoints)}`}
            </td>
            <td class="number">{hoursText(line.minutes)}</td>
            <td class="number">{formatCents(line.rateCents)}</td>
            <td class="number">{formatCents(line.cents)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <Sum name="Gross pay" cents={grossCents} />
        <Sum name="Tax withheld (PAYG)" cents={-taxCents} />
        {studyLoanCents > 0 && <Sum name="Study loan withheld" cents={-studyLoanCents} />}
        <tr class="strong">
          <td>Net pay</td>
          <td class="number figure-2" colSpan={3}>
            {formatCents(netCents)}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function Sum({ name, cents }: { readonly name: string; readonly cents: number }) {
  return (
    <tr>
      <td colSpan={3}>{name}</td>
      <td class="number">{formatCents(cents)}</td>
    </tr>
  );
}

function YearToDate({ slip }: { readonly slip: Slip }) {
  const { employeeId, financialYear } = slip;
  const all = model('payslips', { employeeId, financialYear });
  if (slip.status === 'taken-back' || all.asOf.value === undefined) return null;
  const sum = yearToDate(all.list.value, slip);
  return (
    <dl class="facts">
      <Fact name={`Gross in ${financialYearWords(financialYear)}`}>{formatCents(sum.grossCents)}</Fact>
      <Fact name="Tax">{formatCents(sum.taxCents)}</Fact>
      {sum.studyLoanCents > 0 && <Fact name="Study loan">{formatCents(sum.studyLoanCents)}</Fact>}
      <Fact name="Net">{formatCents(sum.netCents)}</Fact>
      <Fact name="Super">{formatCents(sum.superCents)}</Fact>
    </dl>
  );
}

function taxWords({ tfnProvided, taxFreeThreshold }: Slip['terms']): string {
  if (!tfnProvided) return 'No tax file number: 47 % tax is withheld until the office has it.';
  return `The tax-free threshold is ${taxFreeThreshold ? '' : 'not '}claimed here.`;
}

/** Basis points of the plain rate. */
const PLAIN = 10_000;

function percent(basisPoints: number): string {
  return `${formatFigure(basisPoints, 2)}\u00a0%`;
}
