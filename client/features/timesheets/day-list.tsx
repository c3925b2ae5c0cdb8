import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { hoursText } from '#contracts/hours-text.ts';
import { leaveWords } from '#contracts/leave-types.ts';
import { weekdayOf, weekdayWords } from '#contracts/week.ts';
import { capital } from '#contracts/words.ts';
import { wallTime } from '../../shared/time.ts';
import { arrowKeys } from '../../ui/arrow-keys.ts';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { type GridProps, isUnsaved } from './week-grid.tsx';
import type { DayView } from './week-view.ts';

type DayListProps = GridProps & { readonly editor: ComponentChildren };

/** The week on a phone: a row for each day, and the open day is entered in its row. Free days without hours are one row. */
export function DayList({ days, edit, onNow, openDate, onOpen, editor }: DayListProps) {
  const [allShown, showAll] = useState(false);
  const free = days.filter(
    ({ working, worked, leave, shifts }) => !working && worked + leave.length + shifts.length === 0,
  );
  const folded = !allShown && free.length > 1 && !free.some(({ date }) => date === openDate) ? free : [];
  const [first, last] = [folded[0], folded.at(-1)];
  return (
    <ul class="rows day-list" onKeyDown={arrowKeys('button[data-day]')}>
      {days
        .filter((day) => !folded.includes(day))
        .map((day) => {
          const open = day.date === openDate;
          return (
            <li key={day.date} class={open ? 'card card-other' : ''}>
              <DayRow
                day={day}
                open={open}
                unsaved={isUnsaved(edit, day.date)}
                onNow={onNow?.date === day.date ? onNow.time : undefined}
                onPress={(byKey) => onOpen(open ? undefined : day.date, byKey)}
              />
              {open && editor}
            </li>
          );
        })}
      {first !== undefined && last !== undefined && (
        <li>
          <button
            type="button"
            class="opener day-row"
            onClick={({ detail }) => {
              showAll(true);
              onOpen(first.date, detail === 0);
            }}
          >
            <strong>{`${weekdayOfDate(first)}–${weekdayOfDate(last)}`}</strong>
            <span class="grow second">Nothing</span>
            <Icon name="plus" />
          </button>
        </li>
      )}
    </ul>
  );
}

interface DayRowProps {
  readonly day: DayView;
  readonly open: boolean;
  readonly unsaved: boolean;
  readonly onNow: string | undefined;
  readonly onPress: (byKey: boolean) => void;
}

function DayRow({ day, open, unsaved, onNow, onPress }: DayRowProps) {
  const { date, worked, leave, holiday, shifts, split } = day;
  const off = leave.reduce((sum, { minutes }) => sum + minutes, 0) + (split?.holidayMinutes ?? 0);
  const over = split?.overtimeMinutes ?? 0;
  const clock = shifts.map(({ start, end }) => `${wallTime(start, true)}–${wallTime(end, true)}`);
  if (onNow !== undefined) clock.push(`${wallTime(onNow, true)}–now`);
  return (
    <button
      type="button"
      data-day={date}
      class="opener day-row"
      aria-expanded={open}
      onClick={({ detail }) => onPress(detail === 0)}
    >
      <strong>{`${weekdayOfDate(day)} ${Number(date.slice(8))}`}</strong>
      <span class="grow second">
        {off > 0 ? (
          <span>
            <i class="key held" />{' '}
            {holiday?.name ?? leave.map(({ type }) => `${capital(leaveWords[type])} leave`).join(', ')}
          </span>
        ) : clock.length > 0 ? (
          clock.join(', ')
        ) : (
          worked === 0 && 'Nothing'
        )}
      </span>
      {open && over > 0 && <Chip kind="line">{hoursText(over)} over</Chip>}
      {!open && worked + off > 0 && <b class={unsaved ? 'unsaved' : ''}>{hoursText(worked + off)}</b>}
      {!open && <Icon name={off > 0 ? 'lock' : worked > 0 ? 'chevron-right' : 'plus'} />}
    </button>
  );
}

function weekdayOfDate({ date }: DayView): string {
  return weekdayWords[weekdayOf(date)] ?? '';
}
