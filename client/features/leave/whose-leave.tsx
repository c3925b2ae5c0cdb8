import { useLocation } from 'preact-iso';
import type { EmployeeRow } from '#contracts/employee.ts';
import { myself } from '../../sync/me.ts';
import { model } from '../../sync/models.ts';
import { SelectField } from '../../ui/field.tsx';
import { leaveAddress } from './leave-address.ts';

interface WhoseLeaveProps {
  readonly employee: EmployeeRow | undefined;
  readonly isMine: boolean;
}

/** Whose leave is on the screen, for people who decide for others. Nothing for everybody else. */
export function WhoseLeave({ employee, isMine }: WhoseLeaveProps) {
  const { route } = useLocation();
  const me = myself();
  const employees = model('employees').rows.value;
  const others = model('leave-balances').list.value.filter(
    ({ id }) => id !== me?.id && (id === employee?.id || employees.get(id)?.active === true),
  );
  if (others.length === 0) return null;
  return (
    <SelectField
      label="Whose leave"
      value={isMine || employee === undefined ? '' : employee.id}
      placeholder={me ? 'Yours' : 'Choose somebody'}
      options={others.map(({ id, employeeName }) => ({ value: id, label: employeeName }))}
      onChange={(id) => route(leaveAddress(id === '' ? undefined : id))}
    />
  );
}
