import type { LeaveTypeRule } from '#contracts/settings.ts';
import { SHIFT_LIMIT_MINUTES } from '#contracts/shift.ts';
import { abnText } from '../../shared/abn.ts';
import { lengthOf } from '../../shared/time.ts';
import { weekWords } from '../../shared/week-pattern.ts';
import { Fact } from '../../ui/fact.tsx';
import { leaveName, leaveRules } from './leave-types.ts';
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
  const { afterMinutes, minutes, limitMinutes = SHIFT_LIMIT_MINUTES } = settings.clockBreak;
  return (
    <SectionCard section={clockBreak} mayManage={mayManage}>
      <p>
        {minutes === 0
          ? 'The clock takes no break off a shift.'
          : `The clock takes up to ${lengthOf(minutes)} off the time beyond ${lengthOf(afterMinutes)} of a shift.`}
      </p>
      <p class="second">A shift of more than {lengthOf(limitMinutes)} was not clocked out: its end has to be said.</p>
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
      <ul class="rows">
        {settings.leaveTypes.map((rule) => (
          <li key={rule.type} class="row">
            <span class="grow">{leaveName(rule.type)}</span>
            <span class="second">{ruleWords(rule)}</span>
          </li>
        ))}
      </ul>
    </SectionCard>
  );
}

/** "152 h a year, paid", "No balance, unpaid"; with how far the balance may fall, where that is below nothing. */
function ruleWords({ paid, balanced, yearlyMinutes, floorMinutes }: LeaveTypeRule): string {
  const year = yearlyMinutes === 0 ? 'Nothing a year' : `${lengthOf(yearlyMinutes)} a year`;
  const floor = balanced && floorMinutes < 0 ? `, may fall to ${lengthOf(floorMinutes)}` : '';
  return `${balanced ? year : 'No balance'}, ${paid ? 'paid' : 'unpaid'}${floor}`;
}
