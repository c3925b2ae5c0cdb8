import { effect } from '@preact/signals';
import { send } from '../../sync/commands.ts';
import { readKept, writeKept } from '../../sync/kept.ts';
import { onPersonLeaves } from '../../sync/session.ts';
import { payloadOf } from './week-draft.ts';
import { type WeekEdit, type WeekSaver, waits, weekSaver } from './week-saver.ts';

/** Weeks that are open on this tablet, or have something that is not recorded: it outlives the screen and a reload. */
const savers = new Map<string, WeekSaver>();
onPersonLeaves(() => {
  for (const saver of savers.values()) saver.stop();
  savers.clear();
});

interface WhichWeek {
  readonly id: string;
  readonly employeeId: string;
  readonly monday: string;
}

export function saverOf({ id, employeeId, monday }: WhichWeek): WeekSaver {
  const known = savers.get(id);
  if (known !== undefined) return known;
  const kept = `week/${id}`;
  const save: Parameters<typeof weekSaver>[0] = async (draft, version) => {
    const sent = await send('SaveTimesheet', { employeeId, monday, ...payloadOf(draft) }, { version });
    return sent.ok ? { ok: true, version: sent.accepted.sequence } : sent;
  };
  const saver = weekSaver(save, { begun: readKept<WeekEdit>(kept) });
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
