import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { formatCents } from '#contracts/money.ts';
import type { Problem, Winner } from '#contracts/problems.ts';
import { timesheetId } from '#contracts/week.ts';
import { QuietButton } from '../../ui/button.tsx';
import { ConflictCard } from '../../ui/conflict-card.tsx';
import { weekOf } from './pay-words.ts';
import { winnerTitle } from './run-refusal.tsx';
import type { ReviewedRow } from './use-reviewed.ts';

interface WeekConflictProps {
  readonly problem: Problem;
  readonly winner: Winner;
  readonly rows: readonly ReviewedRow[];
  /** "4 payslips of 2–8 November" */
  readonly attempt: string;
  readonly onDiscard: () => void;
  /** The button that tries again. */
  readonly children: ComponentChildren;
}

/** Somebody changed a week of the run while it was reviewed: nothing is finalised, and its row is marked. */
export function WeekConflict({ problem, winner, rows, attempt, onDiscard, children }: WeekConflictProps) {
  const place = useRef<HTMLDivElement>(null);
  // On a phone the button stood at the edge of the screen, and the card does not: it would cover what it is about.
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div ref={place}>
      <ConflictCard
        who={winner.user.name}
        title={winnerTitle(winner)}
        what={whatChanged(problem, rows)}
        refusal={problem.detail}
        attempt={attempt}
      >
        <div class="row">
          {children}
          <QuietButton onPress={onDiscard}>Discard</QuietButton>
        </div>
      </ConflictCard>
    </div>
  );
}

/** Whether it is about the week of one person, and not about the run. */
export function isOfWeek({ fresh }: Problem): boolean {
  return fresh?.['employeeId'] !== undefined;
}

function whatChanged({ fresh }: Problem, rows: readonly ReviewedRow[]): string | undefined {
  const id = timesheetId(String(fresh?.['employeeId']), String(fresh?.['monday']));
  const row = rows.find((one) => one.id === id);
  if (row === undefined) return undefined;
  const now = row.pay === undefined ? 'It is not approved now' : `Net is ${formatCents(row.pay.netCents)} now`;
  const before = row.was === undefined ? '' : `, was ${formatCents(row.was.netCents)}`;
  return `${row.name}, ${weekOf(row.monday)}. ${now}${before}.`;
}
