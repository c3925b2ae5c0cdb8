import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { leaveWords } from '#contracts/leave-types.ts';
import type { ClockBreak } from '#contracts/settings.ts';
import { lengthOf } from '../../shared/time.ts';
import { Button } from '../../ui/button.tsx';
import { EntryFields, EntryLength } from './entry-fields.tsx';
import { EntryWords } from './entry-words.tsx';
import { type EntryDraft, entriesByClock, incomplete, isBlank } from './week-draft.ts';
import type { DayView } from './week-view.ts';
import { dayInFull } from './week-words.ts';

interface DayEditorProps {
  readonly day: DayView;
  readonly entries: readonly EntryDraft[];
  readonly editable: boolean;
  /** A change makes a draft of a week that is submitted. */
  readonly takesBack: boolean;
  readonly usual: ClockBreak;
  /** It stands in the row of its day, which says the date. */
  readonly inRow: boolean;
  /** Whether a key opened it: then the figure has the focus. Under a finger that would bring up a keyboard. */
  readonly byKey: boolean;
  readonly onChange: (entries: readonly EntryDraft[]) => void;
  /** The next day, for filling in a week by keyboard. */
  readonly onNext: () => void;
  readonly onEscape: () => void;
}

const BLANK: EntryDraft = { minutes: 0 };

/** What was worked on a day: a length, and where wanted times, orders, notes and several lines. */
export function DayEditor(props: DayEditorProps) {
  const { day, entries, editable, takesBack, inRow, byKey, onChange, onNext, onEscape } = props;
  const place = useRef<HTMLElement>(null);
  const lines = entries.length === 0 ? [BLANK] : entries;
  const several = lines.length > 1;
  const byClock = entriesByClock(day.shifts, day.date);
  const [asked, setAsked] = useState(() => hasMore(lines, byClock));
  const more = editable && (asked || several);
  // Before the next key comes.
  useLayoutEffect(() => {
    if (byKey) place.current?.querySelector<HTMLElement>('input')?.focus();
    place.current?.scrollIntoView({ block: 'nearest' });
  }, [byKey]);

  const change = (at: number, entry: EntryDraft) => onChange(lines.map((one, index) => (index === at ? entry : one)));
  const takeOff = (at: number) => onChange(lines.filter((_, index) => index !== at));
  const length = (entry: EntryDraft, at: number) => (
    <EntryLength
      entry={entry}
      date={day.date}
      others={day.worked - entry.minutes}
      ordinary={day.ordinaryLeft}
      onChange={(to) => change(at, to)}
    />
  );
  const missing = incomplete({ days: { [day.date]: lines }, note: '' });
  return (
    <section
      class={inRow ? 'form day-editor' : 'card card-other day-editor'}
      aria-label={`${dayInFull(day.date)}, worked`}
      ref={place}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onEscape();
        else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) onNext();
        else return;
        event.preventDefault();
      }}
    >
      <div class="row">
        <div class="grow">
          {!inRow && <h3>{dayInFull(day.date)}, worked</h3>}
          <p class="second">{aboutDay(day, byClock)}</p>
        </div>
        {editable && !several && lines.map(length)}
        {editable && byClock.length > 0 && !sameTime(byClock, entries) && (
          <Button tall onPress={() => onChange(byClock)}>
            Use clock
          </Button>
        )}
        {editable && !several && (
          <Button tall expanded={more} onPress={() => setAsked(!asked)}>
            More
          </Button>
        )}
      </div>
      {!editable && entries.map((entry) => <EntryWords key={JSON.stringify(entry)} entry={entry} />)}
      {more &&
        lines.map((entry, at) => (
          // Lines have no names, and none of them moves.
          <fieldset key={at} class="form" aria-label={`Line ${at + 1}`}>
            {several && length(entry, at)}
            <EntryFields
              entry={entry}
              date={day.date}
              usual={props.usual}
              onChange={(to) => change(at, to)}
              onRemove={several || !isBlank(entry) ? () => takeOff(at) : undefined}
            />
          </fieldset>
        ))}
      {more && (
        <div>
          <Button icon="plus" onPress={() => onChange([...lines, BLANK])}>
            Another line
          </Button>
        </div>
      )}
      <div role="status">{missing !== undefined && <p class="wrong">{missing.words}</p>}</div>
      {editable && takesBack && (
        <p class="second">This week is submitted. A change makes it a draft again; then submit it anew.</p>
      )}
    </section>
  );
}

/** What leave there is, and what the clock says. */
function aboutDay({ leave, holiday, shifts, worked }: DayView, byClock: readonly EntryDraft[]): string {
  const clock = byClock.reduce((sum, { minutes }) => sum + minutes, 0);
  const said = [
    ...leave.map(({ type, minutes }) => `${lengthOf(minutes)} of ${leaveWords[type]} leave, from approved leave.`),
    ...(holiday === undefined ? [] : [`${holiday.name}.`]),
    ...(byClock.length > 0 ? [`Clock says ${lengthOf(clock)} after the break.`] : []),
    ...(shifts.some(({ entered }) => !entered) ? ['Not all of it went onto the sheet.'] : []),
  ];
  return said.length > 0 ? said.join(' ') : worked > 0 ? 'The clock was not used.' : 'Nothing yet.';
}

/** Whether there is something to see that a length does not say. */
function hasMore(lines: readonly EntryDraft[], byClock: readonly EntryDraft[]): boolean {
  if (sameTime(byClock, lines)) return false;
  return lines.some(({ start, orderId, note }) => (start ?? orderId ?? note) !== undefined);
}

function sameTime(some: readonly EntryDraft[], others: readonly EntryDraft[]): boolean {
  const times = (lines: readonly EntryDraft[]) =>
    JSON.stringify(lines.map(({ start, end, minutes }) => [start, end, minutes]));
  return times(some) === times(others);
}
