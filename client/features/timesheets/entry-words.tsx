import { hoursText } from '#contracts/hours-text.ts';
import { wallTime } from '../../shared/time.ts';
import { Words } from '../../ui/words.tsx';
import type { EntryDraft } from './week-draft.ts';

/** A line of a day that is only looked at: "7:36, 6:45 am to 2:51 pm less 30 min · ADM-2026-0041 · Two trucks". */
export function EntryWords({ entry }: { readonly entry: EntryDraft }) {
  const { minutes, start, end, breakMinutes = 0, orderNumber, note } = entry;
  const times = start && end ? `, ${wallTime(start)} to ${wallTime(end)}` : '';
  const less = breakMinutes > 0 ? ` less ${breakMinutes} min` : '';
  return (
    <p>
      <strong>{hoursText(minutes)}</strong>
      <Words>{[`${times}${less}`, orderNumber, note].filter((part) => part !== undefined).join(' · ')}</Words>
    </p>
  );
}
