import { effect } from '@preact/signals';
import type { CommandPayload } from '#contracts/commands.ts';
import type { Timesheet } from '#contracts/timesheet.ts';
import { send } from '../../sync/commands.ts';
import { readKept, writeKept } from '../../sync/kept.ts';
import { thingsOf } from '../../sync/outbox/entry.ts';
import { onPersonLeaves, timeZone } from '../../sync/session.ts';
import { waiting } from '../../sync/waiting.ts';
import { draftOf, draftSent, payloadOf, type WeekDraft } from './week-draft.ts';
import { type WeekEdit, type WeekSaver, waits, weekSaver } from './week-saver.ts';

/** Weeks that are open on this tablet, or have something that is not recorded: it outlives the screen and a reload. */
const savers = new Map<string, WeekSaver>();
onPersonLeaves(() => {
  for (const saver of savers.values()) saver.stop();
  savers.clear();
});

export function saverOf(week: Timesheet): WeekSaver {
  const { id, employeeId, monday } = week;
  const known = savers.get(id);
  if (known !== undefined) return known;
  const kept = `week/${id}`;
  const save: Parameters<typeof weekSaver>[0] = async (draft, { version, base }) => {
    const sent = await send('SaveTimesheet', { employeeId, monday, ...payloadOf(draft) }, { version, base });
    return sent.ok ? { ok: true, version: sent.accepted.sequence } : sent;
  };
  const saver = weekSaver(save, { begun: readKept<WeekEdit>(kept) ?? waitingEdit(week) });
  savers.set(id, saver);
  effect(() => {
    const { edit } = saver.state.value;
    writeKept(kept, edit !== undefined && waits(edit) ? edit : undefined);
  });
  return saver;
}

/** The week is left: what waits is saved now, and kept where that is not possible. */
export async function leaveWeek(id: string): Promise<void> {
  if (await savers.get(id)?.flush()) savers.delete(id);
}

/** What was entered before the browser was closed, and waits in the outbox: what is entered now goes on from it. */
function waitingEdit(week: Timesheet): WeekEdit | undefined {
  const { employeeId, monday, version } = week;
  const thing = `timesheet/${employeeId}/${monday}`;
  const entry = waiting.value.findLast((one) => thingsOf(one).includes(thing));
  if (entry === undefined) return undefined;
  const mine = draftSent(monday, entry.payload as CommandPayload<'SaveTimesheet'>, timeZone.value);
  return { version: entry.version ?? version, base: (entry.base as WeekDraft | undefined) ?? draftOf(week), mine };
}
