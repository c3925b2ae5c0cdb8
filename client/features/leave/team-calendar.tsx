import { useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { EmployeeRow } from '#contracts/employee.ts';
import type { AwayEntry } from '#contracts/leave.ts';
import type { SettingsView } from '#contracts/settings.ts';
import { addDays, mondayOf, weekdayOf, weekdayWords } from '#contracts/week.ts';
import { workingDay } from '#contracts/working-day.ts';
import { Age, Fetched } from '../../shared/fetched.tsx';
import { calendarDay, today } from '../../shared/time.ts';
import { model } from '../../sync/models.ts';
import { Key } from '../../ui/bar.tsx';
import { Button } from '../../ui/button.tsx';
import {
  type AwayCell,
  type AwayDay,
  type AwayKind,
  awayCells,
  CALENDAR_DAYS,
  calendarDates,
  calendarTitle,
} from './calendar.ts';
import { calendarOf } from './calendar-of.ts';
import { leaveDraft } from './leave-draft.ts';
import { rangeWords } from './leave-words.ts';
import { planOf } from './plan.ts';

interface TeamCalendarProps {
  /** Whose leave is looked at: in the first row, with what is being asked for. Undefined for an account of nobody's. */
  readonly employee: EmployeeRow | undefined;
  readonly isMine: boolean;
  readonly settings: SettingsView;
}

/** Who is away when, two weeks at a time: those of the request that is being made, until somebody goes elsewhere. */
export function TeamCalendar({ employee, isMine, settings }: TeamCalendarProps) {
  const away = model('team-calendar');
  const draft = employee && leaveDraft(employee.id).value;
  const first = draft?.first === '' ? undefined : draft?.first;
  const gone = useSignal<{ readonly from: string | undefined; readonly monday: string }>();
  const home = mondayOf(first ?? today());
  // Another first day brings the calendar back to the request.
  const monday = gone.value?.from === first ? (gone.value?.monday ?? home) : home;
  const go = (days: number) => {
    gone.value = { from: first, monday: addDays(monday, days) };
  };
  return (
    <section class="stack" aria-label="Team calendar">
      <header class="row">
        <div class="grow">
          <h2>Team, {calendarTitle(monday, today())}</h2>
          <Age of={away} />
        </div>
        <Button icon="chevron-left" label="Two weeks earlier" onPress={() => go(-CALENDAR_DAYS)} />
        <Button icon="chevron-right" label="Two weeks later" onPress={() => go(CALENDAR_DAYS)} />
      </header>
      <Fetched of={away} what="The team calendar" lines={8}>
        <Weeks
          dates={calendarDates(monday)}
          employee={employee}
          isMine={isMine}
          settings={settings}
          away={away.list.value}
        />
      </Fetched>
      <div class="row">
        <Key kind="held">Approved</Key>
        <Key kind="wait">Waiting</Key>
        {employee !== undefined && <Key kind="want">{isMine ? 'Your request' : 'This request'}</Key>}
        <Key kind="sunk">Not worked</Key>
      </div>
    </section>
  );
}

interface WeeksProps extends TeamCalendarProps {
  readonly dates: readonly string[];
  readonly away: readonly AwayEntry[];
}

/** With more people than these, those who are there on all the days are shown on request. */
const PEOPLE_AT_ONCE = 12;

function Weeks({ dates, employee, isMine, settings, away }: WeeksProps) {
  const [all, setAll] = useState(false);
  const others = model('employees').list.value.filter(({ active, id }) => active && id !== employee?.id);
  const isAway = (id: string) =>
    away.some((one) => one.employeeId === id && one.days.some(({ date }) => dates.includes(date)));
  const shown = all || others.length < PEOPLE_AT_ONCE ? others : others.filter(({ id }) => isAway(id));
  const daysOf = (id: string): AwayDay[] =>
    away
      .filter(({ employeeId }) => employeeId === id)
      .flatMap(({ status, days }) => days.map((day) => ({ ...day, kind: status })));
  return (
    <>
      <table class="team">
        <thead>
          <tr>
            <th>
              <span class="unseen">Who</span>
            </th>
            {dates.map((date) => (
              <DateHead key={date} date={date} settings={settings} />
            ))}
          </tr>
        </thead>
        <tbody>
          {employee !== undefined && (
            <Row
              name={isMine ? 'You' : employee.name}
              own
              cells={awayCells(
                dates,
                ownDays(employee, daysOf(employee.id), settings),
                calendarOf(employee.id, settings),
              )}
            />
          )}
          {shown.map((one) => (
            <Row key={one.id} name={one.name} cells={awayCells(dates, daysOf(one.id), calendarOf(one.id, settings))} />
          ))}
        </tbody>
      </table>
      {shown.length < others.length && (
        <Button onPress={() => setAll(true)}>{`Show the other ${others.length - shown.length}, who are here`}</Button>
      )}
    </>
  );
}

/** What is recorded of one's own leave, and what is being asked for on other days. */
function ownDays(employee: EmployeeRow, recorded: readonly AwayDay[], settings: SettingsView): AwayDay[] {
  const known = recorded.map((day) => (day.kind === 'pending' ? { ...day, kind: 'mine' as const } : day));
  const planned = planOf(leaveDraft(employee.id).value, calendarOf(employee.id, settings)).days;
  const more = planned.filter(({ date }) => !known.some((day) => day.date === date));
  return [...known, ...more.map((day) => ({ ...day, kind: 'mine' as const }))];
}

function DateHead({ date, settings }: { readonly date: string; readonly settings: SettingsView }) {
  const { minutes, holiday } = workingDay(settings, {}, date);
  const isOff = minutes === 0 || holiday !== undefined;
  const words = [calendarDay(date), holiday ?? (minutes === 0 ? 'not worked' : undefined)];
  return (
    <th scope="col" class={isOff ? 'second' : ''} aria-label={words.filter((word) => word !== undefined).join(', ')}>
      {weekdayWords[weekdayOf(date)]?.slice(0, 1)}
      <br />
      {Number(date.slice(8))}
    </th>
  );
}

interface RowProps {
  readonly name: string;
  readonly own?: boolean;
  readonly cells: readonly AwayCell[];
}

function Row({ name, own = false, cells }: RowProps) {
  return (
    <tr class={cells.some(({ bars }) => bars.length > 0) ? '' : 'idle'}>
      <th scope="row">
        <span class={own ? 'one-line strong' : 'one-line'}>{name}</span>
      </th>
      {cells.map(({ date, days, worked, bars }) => (
        <td key={date} colSpan={days} class={worked ? '' : 'sunk'}>
          {bars.map(({ kind, from, to }) => (
            <i key={from} class={looks[kind]} style={{ '--from': from, '--to': to, '--of': days }}>
              <span class="unseen">
                {kindWords[kind]}
                {from % 1 === 0 && to % 1 === 0 ? '' : ', half a day'}:{' '}
                {rangeWords({ firstDay: date, lastDay: addDays(date, days - 1) })}
              </span>
            </i>
          ))}
        </td>
      ))}
    </tr>
  );
}

const looks: Record<AwayKind, string> = { approved: 'held', pending: 'want wait', mine: 'want' };
const kindWords: Record<AwayKind, string> = { approved: 'Away', pending: 'Asked for', mine: 'Request' };
