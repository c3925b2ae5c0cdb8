import { useState } from 'preact/hooks';
import type { CardTerms, EmployeeRow } from '#contracts/employee.ts';
import { datedOn } from '#contracts/terms.ts';
import type { Timesheet } from '#contracts/timesheet.ts';
import { approvalId } from '#contracts/week.ts';
import { HistoryOf } from '../../shared/history-of.tsx';
import { later } from '../../shared/later.tsx';
import { deciderOf } from '../../shared/team.ts';
import { calendarDay, fullLength, moment, today } from '../../shared/time.ts';
import { model } from '../../sync/models.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button, MainButton, QuietButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { isPhone } from '../../ui/phone.ts';
import { OpenShift } from './open-shift.tsx';
import { incomplete } from './week-draft.ts';
import { gapWords } from './week-gaps.ts';
import { WeekProblem } from './week-problem.tsx';
import type { WeekEdit } from './week-saver.ts';
import { type DayView, totalOf, totalWords, totalWordsInShort } from './week-view.ts';
import { nameOf } from './week-words.ts';

const ReopenWeek = later('The way back', () => import('./reopen-week.tsx').then((it) => it.ReopenWeek), {
  inPlace: true,
});

interface WeekFootProps {
  readonly week: Timesheet;
  readonly days: readonly DayView[];
  readonly person: EmployeeRow;
  /** What they work, by their card. */
  readonly terms: CardTerms;
  readonly edit: WeekEdit;
  readonly editable: boolean;
  readonly mayDecide: boolean;
  /** Something above waits for an answer first. */
  readonly conflict: boolean;
  /** Saves what waits; answers the version that is on screen, or nothing where something still waits. */
  readonly saved: () => Promise<number | undefined>;
}

/** The end of the page: what becomes of the week, and a note on it. */
export function WeekEnd({ onNote, ...foot }: WeekFootProps & { readonly onNote: (note: string) => void }) {
  return (
    <>
      {foot.editable && <OpenShift person={foot.person} monday={foot.week.monday} />}
      <WeekFoot {...foot} />
      <WeekNote note={foot.edit.mine.note} editable={foot.editable} onChange={onNote} />
      <HistoryOf kind="timesheet" id={`${foot.person.id}/${foot.week.monday}`} />
    </>
  );
}

/** What the week comes to, where it goes, and the button that sends it there. */
function WeekFoot(props: WeekFootProps) {
  const { week, days, terms, editable, mayDecide, conflict, saved } = props;
  const submit = useCommand('SubmitTimesheet');
  const [asked, setAsked] = useState<string>();
  const { employeeId, monday, status } = week;
  const because = becauseOf(props);
  const gap = because === undefined ? gapWords(days, datedOn(terms, week.monday).terms) : undefined;
  // What was asked about is no longer so once something is entered.
  const asking = gap !== undefined && gap === asked;
  const steps = [
    editable && (status === 'draft' || status === 'rejected') && (
      <MainButton
        wide
        label="Submit week"
        sending={submit.sending}
        disabledBecause={because ?? (asking ? gap : undefined)}
        onPress={() => (gap === undefined ? void send() : setAsked(gap))}
      />
    ),
    asking && (
      <Button wide onPress={() => void send()}>
        Submit it as it is
      </Button>
    ),
    mayDecide && status === 'submitted' && (
      <Button href={`/approvals?card=${approvalId('timesheet', week.id)}`}>Decide in Approvals</Button>
    ),
    mayDecide && status === 'approved' && !week.finalised && <ReopenWeek week={week} />,
  ].filter(Boolean);

  async function send(): Promise<void> {
    setAsked(undefined);
    const version = await saved();
    if (version !== undefined) await submit.run({ employeeId, monday }, { version });
  }
  return (
    <div class="card foot week-foot">
      <div>
        <p class="figure-2">{fullLength(totalOf(days))}</p>
        <p class="second">{isPhone.value ? totalWordsInShort(days) : totalWords(days)}</p>
      </div>
      <p class="second meta">{whereItGoes(props)}</p>
      {steps.length > 0 && <div>{steps}</div>}
      {!conflict && <WeekProblem problem={submit.problem} onGotIt={submit.forget} />}
    </div>
  );
}

/** Why the week cannot be submitted now. */
function becauseOf({ week, edit, conflict }: WeekFootProps): string | undefined {
  const missing = incomplete(edit.mine);
  if (conflict) return 'Answer what is above first.';
  if (missing !== undefined) return `${calendarDay(missing.date)}: ${missing.words}`;
  if (week.monday > today()) return 'This week has not begun.';
  return onlineOnly();
}

/** "Goes to Ben Okafor. Leave is not deducted again." */
function whereItGoes({ week, days, person }: WeekFootProps): string {
  const decider = deciderOf(person, model('employees').list.value, today())?.name ?? 'the office';
  switch (week.status) {
    case 'approved': {
      const locked = week.finalised ? 'Pay for this period is finalised.' : 'The week is locked.';
      return `Approved by ${nameOf(week)}, ${moment(week.decidedAt ?? '')}. ${locked}`;
    }
    case 'submitted':
      return `Submitted ${moment(week.submittedAt ?? '')}. Waits for ${decider}.`;
    case 'draft':
    case 'rejected': {
      const leave = days.some((day) => day.leave.length > 0) && !isPhone.value;
      return `Goes to ${decider}.${leave ? ' Leave is not deducted again.' : ''}`;
    }
    default:
      week.status satisfies never;
      return '';
  }
}

interface WeekNoteProps {
  readonly note: string;
  readonly editable: boolean;
  readonly onChange: (note: string) => void;
}

/** A note on the whole week, for the person who decides. */
function WeekNote({ note, editable, onChange }: WeekNoteProps) {
  const [open, setOpen] = useState(note !== '');
  if (!editable) return note === '' ? null : <p>{note}</p>;
  if (open) {
    return (
      <TextField label="Note for the person who approves the week" value={note} maxLength={2_000} onChange={onChange} />
    );
  }
  return (
    <div class="week-note">
      <QuietButton onPress={() => setOpen(true)}>Add a note to the week</QuietButton>
    </div>
  );
}
