import { type ReadonlySignal, signal } from '@preact/signals';
import type { Problem } from '#contracts/problems.ts';
import { rebase } from '../../shared/rebase.ts';
import type { Opened } from '../../shared/use-edit.ts';
import { incomplete, saysTheSame, type WeekDraft } from './week-draft.ts';

/** A week as it was opened, and what was made of it. */
export interface WeekEdit extends Opened<WeekDraft> {
  readonly mine: WeekDraft;
}

export interface SaverState {
  readonly edit: WeekEdit | undefined;
  readonly sending: boolean;
  /** Why the last try was not accepted. */
  readonly problem: Problem | undefined;
}

/** Sends a week; answers the version that it has now, or why not. Never throws. */
export type SaveWeek = (
  draft: WeekDraft,
  on: Opened<WeekDraft>,
) => Promise<{ readonly ok: true; readonly version: number } | { readonly ok: false; readonly problem: Problem }>;

export interface WeekSaver {
  readonly state: ReadonlySignal<SaverState>;
  /** Something was entered on the week that is open as `now`. It is saved once the person pauses. */
  change(mine: WeekDraft, now: Opened<WeekDraft>): void;
  /** The week came as it is now: what was entered may be recorded by then, and needs no more sending. */
  settle(now: Opened<WeekDraft>): void;
  /** Saves at once what waits, if it can be. Answers whether nothing waits any more. */
  flush(): Promise<boolean>;
  /** My changes on top of the week as it is now. */
  keepMine(now: Opened<WeekDraft>): Promise<boolean>;
  takeTheirs(): void;
  /** The person who entered it has left, so nothing more is sent. */
  stop(): void;
}

interface SaverOptions {
  /** After the last key or tap. */
  readonly pauseMs?: number;
  /** What was entered before the page was loaded anew. */
  readonly begun?: WeekEdit | undefined;
}

const PAUSE_MS = 1_000;

/**
 * Saves a week by itself, one save after another: the next one waits for the version that the one before it has made.
 * What was not accepted stays as it was entered.
 */
export function weekSaver(save: SaveWeek, { pauseMs = PAUSE_MS, begun }: SaverOptions = {}): WeekSaver {
  const state = signal<SaverState>({ edit: begun, sending: false, problem: undefined });
  /** The last save that has begun, or will once the one before it is answered. */
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  async function sendOnce(): Promise<void> {
    const { edit, problem } = state.value;
    if (stopped || edit === undefined || needsAnswer(problem) || !waits(edit) || incomplete(edit.mine)) return;
    state.value = { edit, sending: true, problem: undefined };
    const sent = await save(edit.mine, edit);
    if (stopped) return;
    // More may have been entered meanwhile.
    const now = state.value.edit ?? edit;
    state.value = sent.ok
      ? { edit: { version: sent.version, base: edit.mine, mine: now.mine }, sending: false, problem: undefined }
      : { edit: now, sending: false, problem: sent.problem };
  }
  async function flush(): Promise<boolean> {
    clearTimeout(timer);
    // However often it is asked for, one waits behind the one that is on its way.
    next ??= last.then(() => {
      next = undefined;
      return sendOnce();
    });
    last = next;
    await next;
    return state.value.edit === undefined || !waits(state.value.edit);
  }
  return {
    state,
    change(mine, now) {
      const { problem } = state.value;
      // A rule that said no may be content with this. Somebody else's change still wants an answer.
      const kept = needsAnswer(problem) ? problem : undefined;
      state.value = { ...state.value, edit: { ...editFrom(state.value, now), mine }, problem: kept };
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), pauseMs);
    },
    settle(now) {
      const { edit } = state.value;
      if (edit === undefined || editFrom(state.value, now) === edit) return;
      state.value = { ...state.value, edit: undefined, problem: undefined };
    },
    flush,
    keepMine(now) {
      const { edit } = state.value;
      const mine = edit === undefined ? now.base : rebase(edit.base, edit.mine, now.base);
      state.value = { ...state.value, edit: { ...now, mine }, problem: undefined };
      return flush();
    },
    takeTheirs() {
      clearTimeout(timer);
      state.value = { ...state.value, edit: undefined, problem: undefined };
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/**
 * The edit as it goes on from here. It goes on from the newest version where nothing is unsaved, and where what was
 * entered is recorded by now.
 */
export function editFrom({ edit }: Pick<SaverState, 'edit'>, now: Opened<WeekDraft>): WeekEdit {
  if (edit === undefined) return { ...now, mine: now.base };
  const settled = now.version > edit.version && (!waits(edit) || saysTheSame(edit.mine, now.base));
  return settled ? { ...now, mine: now.base } : edit;
}

/** Whether something was entered that is not recorded. */
export function waits({ base, mine }: WeekEdit): boolean {
  return !saysTheSame(base, mine);
}

/** Whether somebody else's act stands in the way: it is not tried again before the person has chosen. */
export function needsAnswer(problem: Problem | undefined): boolean {
  return problem?.code === 'stale-version' || problem?.code === 'week-locked';
}
