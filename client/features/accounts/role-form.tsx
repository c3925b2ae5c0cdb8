import { type Role, roles, roleWords } from '#contracts/permissions.ts';
import type { UserRow } from '#contracts/user.ts';
import { filled } from '../../shared/filled.ts';
import { PanelForm } from '../../shared/panel-form.tsx';
import { useForm } from '../../shared/use-form.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { accountWinner, roleDuties } from './account-words.ts';

interface RoleFormProps {
  readonly account: UserRow;
  readonly onClose: () => void;
}

/** What somebody may do, from this moment on. */
export function RoleForm({ account: { id, name, role }, onClose }: RoleFormProps) {
  const form = useForm(useCommand('ChangeUserRole'), { opens: () => ({ chosen: role, reason: '' }), onClose });
  const { chosen, reason } = form.entered;
  const label = `${roleWords[chosen]} from now on`;
  return (
    <PanelForm
      title="What they may do"
      label={label}
      attempt={`${name}: ${label}`}
      form={form}
      wish={() => ({ userId: id, role: chosen, ...filled('reason', reason) })}
      disabledBecause={onlineOnly() ?? (chosen === role ? 'Choose another role first.' : undefined)}
      winnerWords={(winner) => ({ title: accountWinner(winner) })}
    >
      <RoleField value={chosen} onChange={(one) => form.change({ chosen: one })} />
      <TextField
        label="Why"
        hint="For the security log; it may be left empty"
        maxLength={500}
        value={reason}
        onChange={(text) => form.change({ reason: text })}
      />
    </PanelForm>
  );
}

interface RoleFieldProps {
  readonly value: Role;
  readonly onChange: (role: Role) => void;
}

/** The roles, with what the chosen one may do. */
export function RoleField({ value, onChange }: RoleFieldProps) {
  return (
    <SelectField
      label="Role"
      hint={roleDuties[value]}
      value={value}
      onChange={(chosen) => onChange(chosen as Role)}
      options={roles.map((role) => ({ value: role, label: roleWords[role] }))}
    />
  );
}
