import { useState } from 'preact/hooks';
import type { EmployeeRow } from '#contracts/employee.ts';
import { addDays } from '#contracts/week.ts';
import { calendarDay, calendarDayInFull, today } from '../../shared/time.ts';
import { myself } from '../../sync/me.ts';
import { model } from '../../sync/models.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button, MainButton, QuietButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DateField, SelectField } from '../../ui/field.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { Words } from '../../ui/words.tsx';

/** Who decides while whoever is signed in is away. */
export function Delegation() {
  const me = myself();
  const [asking, setAsking] = useState(false);
  if (!me) return null;
  const now = me.delegations.filter(({ until }) => until >= today());
  return (
    <Card>
      <h3>While I am away</h3>
      {now.length === 0 && <p class="second">Nobody decides in your place. You can name somebody for some days.</p>}
      {now.map((one) => (
        <Current key={one.to} me={me} {...one} />
      ))}
      {asking ? (
        <DelegateForm me={me} onDone={() => setAsking(false)} />
      ) : (
        <span>
          <Button onPress={() => setAsking(true)}>Hand over…</Button>
        </span>
      )}
    </Card>
  );
}

type CurrentProps = EmployeeRow['delegations'][number] & { readonly me: EmployeeRow };

/** A delegation that holds or is to come. Given again with days that are over, it ends. */
function Current({ me, to, from, until }: CurrentProps) {
  const command = useCommand('DelegateApprovals');
  const name = model('employees').rows.value.get(to)?.name ?? 'Somebody';
  const yesterday = addDays(today(), -1);
  const over = { employeeId: me.id, to, from: from < yesterday ? from : yesterday, until: yesterday };
  const days = from === until ? `on ${calendarDay(from)}` : `from ${calendarDay(from)} until ${calendarDay(until)}`;
  return (
    <div>
      <div class="row">
        <p class="grow">
          <Words>{`${name} decides in your place ${days}.`}</Words>
        </p>
        <Button sending={command.sending} disabledBecause={onlineOnly(false)} onPress={() => void command.run(over)}>
          End it
        </Button>
      </div>
      <NotDone problem={command.problem} />
    </div>
  );
}

function DelegateForm({ me, onDone }: { readonly me: EmployeeRow; readonly onDone: () => void }) {
  const command = useCommand('DelegateApprovals');
  const [to, setTo] = useState('');
  const [from, setFrom] = useState(today());
  const [until, setUntil] = useState(today());
  const [tried, setTried] = useState(false);
  // Whoever has no account cannot decide anything.
  const others = model('employees').list.value.filter(({ id, active, userId }) => active && userId && id !== me.id);
  const backwards = until < from;

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (to === '' || backwards || onlineOnly() !== undefined) return;
    if (await command.run({ employeeId: me.id, to, from, until })) onDone();
  }
  return (
    <form class="form" aria-label="Hand over approvals" onSubmit={(event) => void submit(event)} noValidate>
      <SelectField
        label="Who decides in your place"
        placeholder="Choose somebody"
        value={to}
        onChange={setTo}
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
        error={tried && to === '' ? 'Choose somebody.' : undefined}
      />
      <div class="pair">
        <DateField label="From" value={from} onChange={setFrom} words={calendarDayInFull} min={today()} />
        <DateField
          label="Until, that day included"
          value={until}
          onChange={setUntil}
          words={calendarDayInFull}
          min={from}
          error={tried && backwards ? 'Choose the first day or a later one.' : undefined}
        />
      </div>
      <div class="row">
        <MainButton submit label="Hand over" sending={command.sending} disabledBecause={onlineOnly()} />
        <QuietButton onPress={onDone}>Cancel</QuietButton>
      </div>
      <NotDone problem={command.problem} />
    </form>
  );
}
