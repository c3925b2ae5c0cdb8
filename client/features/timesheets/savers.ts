import { send } from '../../sync/commands.ts';
import { onPersonLeaves } from '../../sync/session.ts';
import { payloadOf } from './week-draft.ts';
import { type WeekSaver, weekSaver } from './week-saver.ts';

/** Weeks that somebody has opened on this tablet. What is not recorded yet outlives the screen, and the session. */
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
  const saver = weekSaver(async (draft, version) => {
    const sent = await send('SaveTimesheet', { employeeId, monday, ...payloadOf(draft) }, { version });
    return sent.ok ? { ok: true, version: sent.accepted.sequence } : sent;
  });
  savers.set(id, saver);
  return saver;
}

/** The week is left: what waits is saved now, and kept where that is not possible. */
export async function leaveWeek(id: string): Promise<void> {
  if (await savers.get(id)?.flush()) savers.delete(id);
}
