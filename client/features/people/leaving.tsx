import type { EmployeeRow } from '#contracts/employee.ts';
import { filled } from '../../shared/filled.ts';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { PutBack } from '../../shared/put-back.tsx';
import { useForm } from '../../shared/use-form.ts';
import { model } from '../../sync/models.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { ReasonPicker } from '../../ui/reason-picker.tsx';

interface LeavingDialogProps {
  readonly person: EmployeeRow;
  readonly onDone: () => void;
}

/** Somebody has left: what becomes of their things, and why. */
export function LeavingDialog({ person, onDone }: LeavingDialogProps) {
  const { id, name } = person;
  const form = useForm(useCommand('DeactivateEmployee'), { opens: () => ({ reason: '' }), onClose: onDone });
  const { reason } = form.entered;
  const team = model('employees').list.value.filter((one) => one.active && one.managerId === id).length;
  return (
    <FormDialog
      title={`Has ${name} left?`}
      stopLabel="Take off the list"
      keepLabel="Keep"
      form={form}
      wish={() => ({ employeeId: id, ...filled('reason', reason) })}
      disabledBecause={onlineOnly()}
    >
      <p>
        Leave, weeks and pay are kept, and they can be taken back. Their account is not closed by this.
        {team > 0 && ` ${team === 1 ? 'One person has' : `${team} people have`} them as manager.`}
      </p>
      <ReasonPicker
        label="Why?"
        frequent={['Resigned', 'End of contract', 'Entered twice']}
        value={reason}
        onChange={(text) => form.change({ reason: text })}
      />
    </FormDialog>
  );
}

/** Somebody who left works here again. */
export function TakeBack({ person }: { readonly person: EmployeeRow }) {
  const back = useCommand('ReactivateEmployee');
  return <PutBack command={back} wish={{ employeeId: person.id }} label="Take back on the list" />;
}
