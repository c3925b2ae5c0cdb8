import { readQuantity } from '#contracts/figures.ts';
import type { MovingRule } from '#contracts/moving.ts';
import { type Role, roles, roleWords } from '#contracts/permissions.ts';
import { plainFigure } from '#contracts/quantity.ts';
import { useForm } from '../../shared/use-form.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { NotDone } from '../../ui/not-done.tsx';

const kindWords: Record<MovingRule['kind'], string> = {
  person: 'This person is that person',
  role: 'This role is that role',
  stock: 'This much of that item was counted',
};
const fromWords: Record<MovingRule['kind'], string> = {
  person: 'Id in the old documents',
  role: 'Role in the old documents',
  stock: 'Id of the old stock document',
};
const toWords: Record<MovingRule['kind'], string> = {
  person: 'Id or user name that is meant',
  role: 'Role here',
  stock: 'Counted, in its unit',
};

/** Rules that mend a kind of fault. The next run goes by them. */
export function RulesCard({ rules }: { readonly rules: readonly MovingRule[] }) {
  return (
    <Card label="Rules">
      <div class="stack">
        <h2>Rules</h2>
        <p class="meta">The next run of misty migrate goes by them.</p>
        {rules.map((rule) => (
          <Rule key={`${rule.kind} ${rule.from}`} rule={rule} />
        ))}
        <NewRule />
      </div>
    </Card>
  );
}

function Rule({ rule: { kind, from, to } }: { readonly rule: MovingRule }) {
  const drop = useCommand('DropMovingRule');
  return (
    <div class="row">
      <p class="grow">{`${kindWords[kind]}: ${from} → ${kind === 'role' ? (roleWords[to as Role] ?? to) : to}`}</p>
      <Button disabledBecause={onlineOnly()} onPress={() => void drop.run({ kind, from })}>
        Take back
      </Button>
    </div>
  );
}

function NewRule() {
  const form = useForm(useCommand('KeepMovingRule'), {
    opens: () => ({ kind: 'person' as MovingRule['kind'], from: '', to: '' }),
    onClose: () => undefined,
  });
  const { kind, from, to } = form.entered;
  const missing = from.trim() === '' || to.trim() === '' ? 'Fill in both first.' : undefined;
  const counted = kind === 'stock' && missing === undefined ? readQuantity(to, 3) : undefined;
  const meant = counted?.figure === undefined ? to.trim() : plainFigure(counted.figure, 3);
  return (
    <div class="stack">
      <SelectField
        label="What is to be mended"
        value={kind}
        onChange={(chosen) => form.change({ kind: chosen as MovingRule['kind'], to: '' })}
        options={(Object.keys(kindWords) as MovingRule['kind'][]).map((value) => ({ value, label: kindWords[value] }))}
      />
      <TextField
        label={fromWords[kind]}
        maxLength={120}
        value={from}
        onChange={(text) => form.change({ from: text })}
      />
      {kind === 'role' ? (
        <SelectField
          label={toWords[kind]}
          placeholder="Choose a role"
          value={to}
          onChange={(text) => form.change({ to: text })}
          options={roles.map((role) => ({ value: role, label: roleWords[role] }))}
        />
      ) : (
        <TextField
          label={toWords[kind]}
          inputMode={kind === 'stock' ? 'decimal' : 'text'}
          maxLength={120}
          value={to}
          onChange={(text) => form.change({ to: text })}
        />
      )}
      <NotDone problem={form.command.problem} />
      <Button
        disabledBecause={onlineOnly() ?? missing ?? counted?.wrong}
        onPress={() => void form.send(() => ({ kind, from: from.trim(), to: meant }))}
      >
        Keep the rule
      </Button>
    </div>
  );
}
