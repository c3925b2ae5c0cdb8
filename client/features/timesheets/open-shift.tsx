import { useState } from 'preact/hooks';
import type { EmployeeRow } from '#contracts/employee.ts';
import { mondayOf } from '#contracts/week.ts';
import { calendarDay, timeOfDay } from '../../shared/time.ts';
import { myself } from '../../sync/me.ts';
import { item } from '../../sync/models.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { NotDone } from '../../ui/not-done.tsx';

interface OpenShiftProps {
  readonly person: EmployeeRow;
  readonly monday: string;
}

/** A shift of this week that nobody has ended: its hours count once somebody says when it ended. */
export function OpenShift({ person, monday }: OpenShiftProps) {
  const command = useCommand('ClockOut');
  const [end, setEnd] = useState('');
  const open = item('clock', person.id).row.value?.open;
  if (open === undefined || mondayOf(open.date) !== monday) return null;
  const own = person.id === myself()?.id;
  const since = `${calendarDay(open.date)}, ${timeOfDay(open.since)}`;
  return (
    <Card label="Open shift" kind="waiting">
      <p class="strong">{`${own ? 'You are' : `${person.name} is`} clocked in since ${since}.`}</p>
      <p class="second">The week can be submitted once that shift has ended.</p>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void command.run({ employeeId: person.id, saidEnd: end });
        }}
        noValidate
      >
        <TextField
          label="It ended at"
          type="time"
          value={end}
          hint={end !== '' && end <= open.time ? 'On the next day' : undefined}
          onChange={setEnd}
        />
        <Button
          tall
          submit
          sending={command.sending}
          disabledBecause={onlineOnly() ?? (end === '' ? 'Say the time first.' : undefined)}
        >
          Say when it ended
        </Button>
      </form>
      <NotDone problem={command.problem} />
    </Card>
  );
}
