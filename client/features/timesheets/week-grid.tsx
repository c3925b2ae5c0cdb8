import type { ComponentChildren } from 'preact';
import type { ClockState } from '#contracts/clock.ts';
import { hoursText } from '#contracts/hours-text.ts';
import type { SettingsView } from '#contracts/settings.ts';
import type { Timesheet } from '#contracts/timesheet.ts';
import { weekdayOf, weekdayWords } from '#contracts/week.ts';
import { daysInFull, wallTime } from '../../shared/time.ts';
import { arrowKeys } from '../../ui/arrow-keys.ts';
import { Icon } from '../../ui/icon.tsx';
import { saysTheSame, withDay } from './week-draft.ts';
import type { WeekEdit } from './week-saver.ts';
import { type DayView, type GridRow, givenRows, paidRows } from './week-view.ts';

export interface GridProps {
  readonly days: readonly DayView[];
  readonly week: Timesheet;
  readonly edit: WeekEdit;
  /** The shift that is open on the clock. */
  readonly onNow: ClockState['open'];
  readonly openDate: string | undefined;
  /** `byKey`: the keyboard opened it. */
  readonly onOpen: (date: string | undefined, byKey: boolean) => void;
}

/** The week as a grid. Only what was worked is typed; a cell of it opens the day below, and the arrow keys go along. */
export function WeekGrid(props: GridProps & { readonly company: SettingsView }) {
  const { days, week, company } = props;
  return (
    <table class="week-grid">
      <caption class="unseen">Hours, {daysInFull(week.monday, days.at(-1)?.date ?? week.monday)}</caption>
      <thead>
        <tr>
          <td />
          {days.map(({ date, working }) => (
            <th key={date} scope="col" class={working ? '' : 'second'}>
              {weekdayWords[weekdayOf(date)]}
              <b>{Number(date.slice(8))}</b>
            </th>
          ))}
          <th scope="col">Week</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <Title sub="On, off">Clock</Title>
          {days.map((day) => (
            <ClockCell key={day.date} day={day} onNow={props.onNow?.date === day.date ? props.onNow.time : undefined} />
          ))}
          <td />
        </tr>
        <tr onKeyDown={arrowKeys('button', true)}>
          <Title sub={breakWords(company)}>Worked</Title>
          {days.map((day) => (
            <WorkedCell key={day.date} day={day} {...props} />
          ))}
          <td>{hoursText(days.reduce((sum, { worked }) => sum + worked, 0))}</td>
        </tr>
        {[...givenRows(days), ...paidRows(days, week.monday, company)].map((row) => (
          <FigureRow key={row.key} row={row} />
        ))}
      </tbody>
    </table>
  );
}

/** Whether what is shown of a date is not recorded yet. */
export function isUnsaved({ base, mine }: WeekEdit, date: string): boolean {
  return !saysTheSame(base, withDay(base, date, mine.days[date] ?? []));
}

function Title({ sub, children }: { readonly sub: string; readonly children: string }) {
  return (
    <th scope="row">
      {children}
      <small>{sub}</small>
    </th>
  );
}

/** One shift takes two lines, several take one each. `onNow`: when the shift began that is still open. */
function ClockCell({ day: { shifts }, onNow }: { readonly day: DayView; readonly onNow: string | undefined }) {
  const [first] = shifts;
  if (first === undefined && onNow === undefined) return <td class="sunk" />;
  const alone = shifts.length + (onNow === undefined ? 0 : 1) === 1;
  const lines =
    alone && first !== undefined
      ? [wallTime(first.start), wallTime(first.end)]
      : shifts.map(({ start, end }) => `${wallTime(start, true)}–${wallTime(end, true)}`);
  if (onNow !== undefined) lines.push(...(alone ? [wallTime(onNow), 'on now'] : [`${wallTime(onNow, true)}–now`]));
  return (
    <td class="second">
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </td>
  );
}

function WorkedCell({ day: { date, worked }, edit, openDate, onOpen }: GridProps & { readonly day: DayView }) {
  const open = openDate === date;
  const unsaved = isUnsaved(edit, date);
  return (
    <td>
      <button
        type="button"
        data-day={date}
        class={unsaved ? 'unsaved' : ''}
        aria-expanded={open}
        aria-label={`${daysInFull(date, date)}, worked ${hoursText(worked)}${unsaved ? ', not saved yet' : ''}`}
        // A click without a pointer comes from a key.
        onClick={({ detail }) => onOpen(open ? undefined : date, detail === 0)}
      >
        {worked === 0 ? '—' : hoursText(worked)}
      </button>
    </td>
  );
}

function FigureRow({ row: { title, sub, locked, minutes } }: { readonly row: GridRow }) {
  return (
    <tr>
      <Title sub={sub}>{title}</Title>
      {minutes.map((of, weekday) => (
        <td key={weekdayWords[weekday]} class={of === 0 ? 'sunk' : locked ? 'from-leave' : ''}>
          {of > 0 && <Figure locked={locked}>{hoursText(of)}</Figure>}
        </td>
      ))}
      <td>{hoursText(minutes.reduce((sum, of) => sum + of, 0))}</td>
    </tr>
  );
}

function Figure({ locked, children }: { readonly locked: boolean; readonly children: ComponentChildren }) {
  return (
    <>
      {children}
      {locked && <Icon name="lock" size={16} label=" locked" />}
    </>
  );
}

function breakWords({ clockBreak }: SettingsView): string {
  return clockBreak.minutes === 0 ? 'Without breaks' : `Less ${clockBreak.minutes} min unpaid`;
}
