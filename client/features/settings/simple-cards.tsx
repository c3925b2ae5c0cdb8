import { abnText } from '../../app/abn.ts';
import { lengthOf } from '../../app/time.ts';
import { weekWords } from '../../app/week-words.ts';
import { Fact } from '../../ui/fact.tsx';
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
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Type</th>
            <th scope="col">Pay</th>
            <th scope="col" class="number">
              A year
            </th>
            <th scope="col" class="number">
              May fall to
            </th>
          </tr>
        </thead>
        <tbody>
          {settings.leaveTypes.map(({ type, paid, balanced, yearlyMinutes, floorMinutes }) => (
            <tr key={type}>
              <td>{leaveName(type)}</td>
              <td>{paidWords[paid ? 'paid' : 'unpaid']}</td>
              <td class="number">{balanced ? hours(yearlyMinutes) : 'No balance'}</td>
              <td class="number">{balanced && hours(floorMinutes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </SectionCard>
  );
}

/** Nothing is 0 hours here, as everything else is hours. */
function hours(minutes: number): string {
  return minutes === 0 ? '0 h' : lengthOf(minutes);
}
