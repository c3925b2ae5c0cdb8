import { abnText } from '../../app/abn.ts';
import { lengthOf } from '../../app/time.ts';
import { weekWords } from '../../app/week-words.ts';
import { Fact } from '../../ui/fact.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { leaveName, leaveRules, paidWords } from './leave-types.ts';
import { type CardProps, SectionCard } from './section-card.tsx';
import { clockBreak, employer, payDay, payDayWords, week } from './simple-sections.ts';

export function EmployerCard({ settings, mayManage }: CardProps) {
  const { name, abn } = settings.employer;
  return (
    <SectionCard section={employer} mayManage={mayManage}>
      <p class="second">At the top of every payslip.</p>
      <dl class="facts">
        <Fact name="Name">{name}</Fact>
        <Fact name="ABN">{abn === undefined ? 'Not entered: payslips need it' : abnText(abn)}</Fact>
      </dl>
    </SectionCard>
  );
}

export function WeekCard({ settings: { weekdayMinutes }, mayManage }: CardProps) {
  return (
    <SectionCard section={week} mayManage={mayManage}>
      <p class="row">
        <strong>{weekWords(weekdayMinutes)}</strong>
        <span class="second">{lengthOf(weekdayMinutes.reduce((sum, minutes) => sum + minutes, 0))} a week</span>
      </p>
    </SectionCard>
  );
}

export function ClockCard({ settings, mayManage }: CardProps) {
  const { afterMinutes, minutes } = settings.clockBreak;
  return (
    <SectionCard section={clockBreak} mayManage={mayManage}>
      <p>
        {minutes === 0
          ? 'The clock takes no break off a shift.'
          : `The clock takes ${lengthOf(minutes)} off a shift of more than ${lengthOf(afterMinutes)}.`}
      </p>
    </SectionCard>
  );
}

export function PayDayCard({ settings, mayManage }: CardProps) {
  return (
    <SectionCard section={payDay} mayManage={mayManage}>
      <p>
        <strong>{payDayWords(settings.payDaysAfterWeek)}</strong>
      </p>
    </SectionCard>
  );
}

export function LeaveCard({ settings, mayManage }: CardProps) {
  return (
    <SectionCard section={leaveRules} mayManage={mayManage}>
      <WideTable
        label="Types of leave"
        columns={[
          { label: 'Type' },
          { label: 'Pay', plain: true },
          { label: 'A year', number: true },
          { label: 'May fall to', number: true },
        ]}
        rows={settings.leaveTypes.map(({ type, paid, balanced, yearlyMinutes, floorMinutes }) => ({
          key: type,
          cells: [
            leaveName(type),
            paidWords[paid ? 'paid' : 'unpaid'],
            ...(balanced ? [hours(yearlyMinutes), hours(floorMinutes)] : ['No balance', '']),
          ],
        }))}
      />
    </SectionCard>
  );
}

/** Nothing is 0 hours here, as everything else is hours. */
function hours(minutes: number): string {
  return minutes === 0 ? '0 h' : lengthOf(minutes);
}
