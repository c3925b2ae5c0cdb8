import { useLocation } from 'preact-iso';
import type { EmployeeRow } from '#contracts/employee.ts';
import type { Timesheet } from '#contracts/timesheet.ts';
import { addDays } from '#contracts/week.ts';
import { calendarDay, daysInFull } from '../../shared/time.ts';
import { line } from '../../sync/connection.ts';
import { myself } from '../../sync/me.ts';
import { autofill } from '../../ui/autofill.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { incomplete } from './week-draft.ts';
import { type SaverState, type WeekEdit, waits } from './week-saver.ts';
import { stateOf } from './week-words.ts';

interface WeekHeadProps {
  readonly week: Timesheet;
  readonly person: EmployeeRow;
  readonly own: boolean;
  readonly team: readonly EmployeeRow[];
  readonly state: SaverState;
  readonly edit: WeekEdit;
  /** Not given where there is nothing to repeat. */
  readonly onRepeat?: () => void;
  /** Somebody else's week is looked at first, and changed only when that is meant. */
  readonly onChangeForThem?: () => void;
}

/** Which week it is, whose, and how it stands. */
export function WeekHead({ week, person, own, team, state, edit, onRepeat, onChangeForThem }: WeekHeadProps) {
  const { monday } = week;
  return (
    <header class="page-head week-head">
      <h1>Timesheet</h1>
      <nav class="row" aria-label="Week">
        <Button icon="chevron-left" label="Week before" href={weekHref(addDays(monday, -7), person.id, own)} />
        <h2 aria-live="polite">{daysInFull(monday, addDays(monday, 6))}</h2>
        <Button icon="chevron-right" label="Week after" href={weekHref(addDays(monday, 7), person.id, own)} />
      </nav>
      <div class="tools">
        {team.length > 0 && <Whose person={person} team={team} monday={monday} />}
        <span role="status">
          <StateChip week={week} state={state} edit={edit} />
        </span>
        {onChangeForThem !== undefined && (
          <Button icon="pencil" onPress={onChangeForThem}>
            Change hours
          </Button>
        )}
        {onRepeat !== undefined && (
          <Button icon="retry" onPress={onRepeat}>
            Repeat last<span class="wide-only"> week</span>
          </Button>
        )}
      </div>
    </header>
  );
}

/** Address of a week. */
export function weekHref(monday: string, employeeId: string, own: boolean): string {
  return `/timesheets?week=${monday}${own ? '' : `&of=${employeeId}`}`;
}

/** Not recorded is dashed, also after another state. */
function StateChip({ week, state, edit }: Pick<WeekHeadProps, 'week' | 'state' | 'edit'>) {
  if (state.sending) return <Chip kind="dashed">Saving…</Chip>;
  if (waits(edit)) {
    const missing = incomplete(edit.mine);
    const because =
      missing !== undefined ? `: ${calendarDay(missing.date)}` : line.value === 'live' ? ' yet' : ': offline';
    return <Chip kind="dashed">Not saved{because}</Chip>;
  }
  const { kind, words } = stateOf(week);
  return (
    <Chip kind={kind} {...(kind === 'done' && { icon: 'check' })}>
      {words}
    </Chip>
  );
}

function Whose({ person, team, monday }: Pick<WeekHeadProps, 'person' | 'team'> & { readonly monday: string }) {
  const { route } = useLocation();
  const me = myself();
  const all = [...(me ? [me] : []), ...team];
  const options = all.some(({ id }) => id === person.id) ? all : [...all, person];
  return (
    <div class="input">
      <select
        {...autofill()}
        aria-label="Whose week"
        value={person.id}
        onChange={({ currentTarget: { value } }) => route(weekHref(monday, value, value === me?.id))}
      >
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {id === me?.id ? 'My week' : name}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" />
    </div>
  );
}
