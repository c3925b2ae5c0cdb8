import { useEffect } from 'preact/hooks';
import type { Problem } from '#contracts/problems.ts';
import type { Timesheet } from '#contracts/timesheet.ts';
import type { Opened } from '../../shared/use-edit.ts';
import { line } from '../../sync/connection.ts';
import type { Item } from '../../sync/models.ts';
import { isAnswer } from '../../sync/problem.ts';
import { leaveWeek, saverOf } from './savers.ts';
import { draftOf, type WeekDraft } from './week-draft.ts';
import { editFrom, needsAnswer, type SaverState, type WeekEdit, type WeekSaver, waits } from './week-saver.ts';

export interface Saving {
  readonly saver: WeekSaver;
  readonly state: SaverState;
  /** The week as it is recorded. */
  readonly opened: Opened<WeekDraft>;
  /** What is shown: what was entered, and what is recorded where nothing was. */
  readonly edit: WeekEdit;
  /** Somebody else's act that wants an answer. */
  readonly conflict: Problem | undefined;
  /** A rule that said no. Where the server was not reached, the save is tried again by itself. */
  readonly refusal: Problem | undefined;
}

/** How long until a save without an answer is tried again. */
const RETRY_MS = 10_000;

/** The saving of the week that is open: also when the page goes, and when the line comes back. */
export function useSaving(week: Timesheet, of: Item<Timesheet>): Saving {
  const saver = saverOf(week);
  const opened = { version: week.version, base: draftOf(week) };
  const state = saver.state.value;
  const { problem } = state;
  const edit = editFrom(state, opened);
  const conflict = needsAnswer(problem) && waits(edit) ? problem : undefined;
  // What waits in the outbox goes by itself, and is not lost.
  const waiting = problem?.code === 'waits';
  const lost = problem !== undefined && !isAnswer(problem) && !waiting;
  const connected = line.value === 'live';

  useEffect(() => {
    const onHide = () => document.visibilityState === 'hidden' && void saver.flush();
    document.addEventListener('visibilitychange', onHide);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      void leaveWeek(week.id);
    };
  }, [saver, week.id]);
  useEffect(() => saver.settle(opened), [saver, week.version]);
  useEffect(() => {
    if (connected) void saver.flush();
  }, [saver, connected]);
  useEffect(() => {
    if (!lost) return;
    const timer = setTimeout(() => void saver.flush(), RETRY_MS);
    return () => clearTimeout(timer);
  }, [saver, lost]);
  // What they changed is said from the week itself, which may be a moment behind the refusal.
  useEffect(() => {
    if (conflict !== undefined) void of.refresh();
  }, [conflict, of]);
  return { saver, state, opened, edit, conflict, refusal: conflict || lost || waiting ? undefined : problem };
}
