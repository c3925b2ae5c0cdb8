import { useState } from 'preact/hooks';
import type { LeaveRequest } from '#contracts/leave.ts';
import { calendarDay, lengthOf } from '../../shared/time.ts';
import { Button, QuietButton } from '../../ui/button.tsx';
import { Segment } from '../../ui/segment.tsx';
import { type DayChoice, type LeaveDraft, likelyHalf, type Plan, type PlanRow } from './plan.ts';

interface DayPlanProps {
  readonly plan: Plan;
  readonly draft: LeaveDraft;
  /** All requests of the employee: which half of a day is meant depends on them. */
  readonly requests: readonly LeaveRequest[];
  readonly onChange: (part: Partial<LeaveDraft>) => void;
}

/** Days shown at first: of a year of parental leave nobody looks at each. */
const ROWS_AT_ONCE = 15;

/** The days that would be taken, each in full, by half or not at all. */
export function DayPlan({ plan, draft, requests, onChange }: DayPlanProps) {
  const [all, setAll] = useState(false);
  const shown = all ? plan.rows : plan.rows.slice(0, ROWS_AT_ONCE);
  const hidden = plan.rows.length - shown.length;
  const choose = (date: string) => (choice: DayChoice) => onChange({ choices: { ...draft.choices, [date]: choice } });
  return (
    <div class="card">
      <ul class="rows leave-days" aria-label="Day by day">
        {shown.map((row) => (
          <li key={row.date}>
            <strong class="strong">{calendarDay(row.date)}</strong>
            {row.kind === 'working' ? (
              <WorkingDay row={row} half={likelyHalf(row.date, draft, requests)} onChoose={choose(row.date)} />
            ) : (
              <>
                <span class="second">{row.name}, public holiday</span>
                <span class="second number">not deducted</span>
              </>
            )}
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <Button wide onPress={() => setAll(true)}>
          {`Show the other ${hidden} days`}
        </Button>
      )}
    </div>
  );
}

interface WorkingDayProps {
  readonly row: Extract<PlanRow, { kind: 'working' }>;
  /** Which half, when Half is chosen. */
  readonly half: 'first' | 'second';
  readonly onChoose: (choice: DayChoice) => void;
}

function WorkingDay({ row: { date, choice, minutes }, half, onChoose }: WorkingDayProps) {
  const day = calendarDay(date);
  if (choice === 'out') {
    return (
      <>
        <span class="second">Left out</span>
        <QuietButton label={`Put ${day} back`} icon="undo" onPress={() => onChoose('full')} />
      </>
    );
  }
  const isHalf = choice !== 'full';
  return (
    <>
      <Segment
        label={`How much of ${day}`}
        value={isHalf ? 'half' : 'full'}
        onChange={(value) => onChoose(value === 'half' ? half : 'full')}
        options={[
          { value: 'full', label: 'Full' },
          { value: 'half', label: 'Half' },
        ]}
      />
      <span class="number">{lengthOf(minutes)}</span>
      <QuietButton label={`Leave out ${day}`} icon="close" onPress={() => onChoose('out')} />
      {isHalf && (
        <Segment
          label={`Which half of ${day}`}
          value={choice}
          onChange={onChoose}
          options={[
            { value: 'first', label: 'First half' },
            { value: 'second', label: 'Second half' },
          ]}
        />
      )}
    </>
  );
}
