import { useRef, useState } from 'preact/hooks';
import type { CardTerms, EmployeeRow } from '#contracts/employee.ts';
import type { SettingsView } from '#contracts/settings.ts';
import type { Timesheet } from '#contracts/timesheet.ts';
import { addDays, timesheetId } from '#contracts/week.ts';
import { later } from '../../shared/later.tsx';
import { atMoment } from '../../shared/time.ts';
import { myself } from '../../sync/me.ts';
import { type Item, item } from '../../sync/models.ts';
import { SomebodyElse } from '../../ui/card.tsx';
import { useKeepFocus } from '../../ui/keep-focus.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { isPhone } from '../../ui/phone.ts';
import { useSaving } from './use-saving.ts';
import { draftOf, type EntryDraft, repeated, withDay } from './week-draft.ts';
import { WeekGrid } from './week-grid.tsx';
import { WeekHead } from './week-head.tsx';
import { editFrom } from './week-saver.ts';
import { daysOf, daysOff } from './week-view.ts';

const inPlace = { inPlace: true };
const DayList = later('The days', () => import('./day-list.tsx').then((it) => it.DayList), inPlace);
const WeekEnd = later('What becomes of the week', () => import('./week-foot.tsx').then((it) => it.WeekEnd), inPlace);
const YourWeeks = later('Your weeks', () => import('./your-weeks.tsx').then((it) => it.YourWeeks), inPlace);
const DayEditor = later('The day', () => import('./day-editor.tsx').then((it) => it.DayEditor), inPlace);
const WeekConflict = later(
  'What the other has changed',
  () => import('./week-conflict.tsx').then((it) => it.WeekConflict),
  inPlace,
);

interface WeekPageProps {
  readonly week: Timesheet;
  readonly of: Item<Timesheet>;
  readonly company: SettingsView;
  readonly person: EmployeeRow;
  /** What they work, by their card. */
  readonly terms: CardTerms;
  /** Those whose weeks this person decides. */
  readonly team: readonly EmployeeRow[];
}

/** Which day is open, and whether a key opened it: then the figure has the focus, and no keyboard comes up otherwise. */
interface OpenDay {
  readonly date: string;
  readonly byKey: boolean;
}

/** A week: its grid, the day that is being entered, and what becomes of it. */
export function WeekPage({ week, of, company, person, terms, team }: WeekPageProps) {
  const [open, setOpen] = useState<OpenDay>();
  const [forThem, setForThem] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  useKeepFocus(page);
  const { saver, state, opened, edit, conflict, refusal } = useSaving(week, of);
  const own = person.id === myself()?.id;
  const days = daysOf(week, edit.mine, terms, company);
  const editable = week.status !== 'approved' && (own || forThem);

  function change(date: string, entries: readonly EntryDraft[]): void {
    saver.change(withDay(edit.mine, date, entries), opened);
  }
  function choose(date: string | undefined, byKey: boolean): void {
    // The cell of the day that was left: the keyboard goes on there.
    if (date === undefined && byKey) page.current?.querySelector<HTMLElement>(`[data-day="${open?.date}"]`)?.focus();
    setOpen(date === undefined ? undefined : { date, byKey });
  }
  const last = item('timesheet-weeks', timesheetId(person.id, addDays(week.monday, -7))).row.value;
  const canRepeat = last !== undefined && editable && conflict === undefined;
  const again = canRepeat ? repeated(edit.mine, draftOf(last), daysOff(days)) : undefined;
  const openDay = days.find(({ date }) => date === open?.date);
  const editor = open !== undefined && openDay !== undefined && conflict === undefined && (
    <DayEditor
      key={open.date}
      day={openDay}
      entries={edit.mine.days[open.date] ?? []}
      editable={editable}
      takesBack={week.status === 'submitted'}
      usual={company.clockBreak}
      inRow={isPhone.value}
      byKey={open.byKey}
      onChange={(entries) => change(open.date, entries)}
      onEscape={() => choose(undefined, true)}
      onNext={() => choose(days.find(({ date }) => date > open.date)?.date, true)}
    />
  );
  const onNow = item('clock', person.id).row.value?.open;
  const grid = { days, week, edit, onNow, openDate: open?.date, onOpen: choose };
  return (
    <div class="page week-page" ref={page}>
      <WeekHead
        week={week}
        person={person}
        own={own}
        team={team}
        state={state}
        edit={edit}
        {...(again && { onRepeat: () => saver.change(again, opened) })}
        {...(!own && week.status !== 'approved' && !forThem && { onChangeForThem: () => setForThem(true) })}
      />
      {week.reason !== undefined && week.decidedBy !== undefined && (
        <SomebodyElse
          who={week.decidedBy.name}
          title={`${week.decidedBy.name} sent it back ${atMoment(week.decidedAt ?? '')}`}
        >
          {week.reason}
        </SomebodyElse>
      )}
      {isPhone.value ? (
        <DayList {...grid} editor={editor} />
      ) : (
        <>
          <WeekGrid {...grid} company={company} />
          {editor}
        </>
      )}
      {conflict !== undefined && (
        <WeekConflict
          problem={conflict}
          edit={edit}
          now={opened}
          locked={week.status === 'approved'}
          onKeepMine={() => void saver.keepMine(opened)}
          onTakeTheirs={saver.takeTheirs}
        />
      )}
      <NotDone problem={refusal} />
      <WeekEnd
        week={week}
        days={days}
        person={person}
        terms={terms}
        edit={edit}
        editable={editable}
        mayDecide={!own && team.some(({ id }) => id === person.id)}
        conflict={conflict !== undefined}
        saved={async () => ((await saver.flush()) ? editFrom(saver.state.value, opened).version : undefined)}
        onNote={(note) => saver.change({ ...edit.mine, note }, opened)}
      />
      <YourWeeks person={person} own={own} open={week.monday} />
    </div>
  );
}
