import type { VNode } from 'preact';
import type { CommandPayload } from '#contracts/commands.ts';
import { timesheetId } from '#contracts/week.ts';
import { rebase } from '../../shared/rebase.ts';
import { moment } from '../../shared/time.ts';
import { newId } from '../../sync/ids.ts';
import { item } from '../../sync/models.ts';
import type { Entry } from '../../sync/outbox/entry.ts';
import { timeZone } from '../../sync/session.ts';
import { outbox } from '../../sync/waiting.ts';
import { WeekConflict } from '../timesheets/week-conflict.tsx';
import { draftOf, draftSent, payloadOf, type WeekDraft } from '../timesheets/week-draft.ts';
import { needsAnswer } from '../timesheets/week-saver.ts';

interface RefusedWeekProps {
  readonly entry: Entry;
  /** Until the week is here, and where it is a rule that said no. */
  readonly otherwise: VNode;
}

/** The card of the timesheet, day by day, with answers that go through the outbox. */
export function RefusedWeek({ entry, otherwise }: RefusedWeekProps) {
  const { id, payload, problem, at } = entry;
  const { employeeId, monday } = payload as CommandPayload<'SaveTimesheet'>;
  const week = item('timesheet-weeks', timesheetId(employeeId, monday)).row.value;
  if (problem === undefined || week === undefined || !needsAnswer(problem)) return otherwise;
  const now = { version: week.version, base: draftOf(week) };
  const base = (entry.base as WeekDraft | undefined) ?? now.base;
  const mine = draftSent(monday, payload as CommandPayload<'SaveTimesheet'>, timeZone.value);
  function keepMine(): void {
    const onTop = { employeeId, monday, ...payloadOf(rebase(base, mine, now.base)) };
    const wish = { id: newId(), payload: onTop, version: now.version, base: now.base };
    void outbox().then((box) => box?.replace(id, wish));
  }
  return (
    <WeekConflict
      problem={problem}
      edit={{ version: entry.version ?? 0, base, mine }}
      now={now}
      locked={week.status === 'approved'}
      given={`given ${moment(at)}`}
      onKeepMine={keepMine}
      onTakeTheirs={() => void outbox().then((box) => box?.discard(id))}
    />
  );
}
