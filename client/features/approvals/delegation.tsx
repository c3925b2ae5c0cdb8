import { useState } from 'preact/hooks';
import type { EmployeeRow } from '#contracts/employee.ts';
import { addDays } from '#contracts/week.ts';
import { calendarDay, calendarDayInFull, today } from '../../shared/time.ts';
import { useForm } from '../../shared/use-form.ts';
import { myself } from '../../sync/me.ts';
import { model } from '../../sync/models.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button, MainButton, QuietButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DateField, SelectField } from '../../ui/field.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { Words } from '../../ui/words.tsx';

/** The delegate while the person who is signed in is away. */
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
  const form = useForm(useCommand('DelegateApprovals'), {
    opens: () => ({ to: '', from: today(), until: today() }),
    check: wrongIn,
    onClose: onDone,
  });
  const { to, from, until } = form.entered;
  // People without an account cannot decide anything.
  const others = model('employees').list.value.filter(({ id, active, userId }) => active && userId && id !== me.id);
  return (
    <form
      class="form"
      aria-label="Hand over approvals"
      onSubmit={(event) => {
        event.preventDefault();
        if (onlineOnly() === undefined) void form.send(() => ({ employeeId: me.id, to, from, until }));
      }}
      noValidate
    >
      <SelectField
        label="Who decides in your place"
        placeholder="Choose somebody"
        value={to}
        onChange={(value) => form.change({ to: value })}
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
        error={form.errors?.to}
      />
      <div class="pair">
        <DateField
          label="From"
          value={from}
          onChange={(value) => form.change({ from: value })}
          words={calendarDayInFull}
          min={today()}
        />
        <DateField
          label="Until, that day included"
          value={until}
          onChange={(value) => form.change({ until: value })}
          words={calendarDayInFull}
          min={from}
          error={form.errors?.until}
        />
      </div>
      <div class="row">
        <MainButton submit label="Hand over" sending={form.command.sending} disabledBecause={onlineOnly()} />
        <QuietButton onPress={form.discard}>Cancel</QuietButton>
      </div>
      <NotDone problem={form.command.problem} />
    </form>
  );
}

interface Days {
  readonly to: string;
  readonly from: string;
  readonly until: string;
}

function wrongIn({ to, from, until }: Days): { readonly to?: string; readonly until?: string } | undefined {
  if (to === '') return { to: 'Choose somebody.' };
  return until < from ? { until: 'Choose the first day or a later one.' } : undefined;
}
