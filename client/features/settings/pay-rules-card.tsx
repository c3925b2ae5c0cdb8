import { calendarDay, today } from '../../shared/time.ts';
import { Fact } from '../../ui/fact.tsx';
import { payRules, rulesDraft, rulesLines } from './pay-rules.ts';
import { type CardProps, SectionCard } from './section-card.tsx';

/** The rules that count now, and from when on others do. */
export function PayRulesCard({ settings, mayManage }: CardProps) {
  const sets = settings.payRules;
  const now = sets.findLast(({ from }) => from <= today()) ?? sets[0];
  const next = sets.find(({ from }) => from > today());
  if (now === undefined) return null;
  return (
    <SectionCard section={payRules} mayManage={mayManage}>
      <p class="second">Since the week of {calendarDay(now.from)}</p>
      <dl class="facts">
        {Object.entries(rulesLines(rulesDraft(now))).map(([label, words]) => (
          <Fact key={label} name={label}>
            {words || off(label)}
          </Fact>
        ))}
      </dl>
      {next !== undefined && <p class="strong">Other rules from {calendarDay(next.from)} on</p>}
    </SectionCard>
  );
}

/** What it means that nothing is set. */
function off(label: string): string {
  if (label === 'Super') return 'The guarantee';
  return label.endsWith('loading') ? 'None' : 'A day like any other';
}
