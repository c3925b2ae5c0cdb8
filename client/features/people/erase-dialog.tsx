import { type PrivateField, privateFieldWords } from '#contracts/private-fields.ts';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { useForm } from '../../shared/use-form.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';

interface EraseDialogProps {
  readonly employeeId: string;
  readonly name: string;
  readonly field: PrivateField;
  readonly version: number;
  readonly onDone: () => void;
  readonly onKeep: () => void;
}

const consequences: Record<PrivateField, string> = {
  'tax-file-number':
    'It cannot be brought back. From the next approved week on 47 % is withheld, as from anybody whose number is not known.',
  'bank-account': 'It cannot be brought back. Ask for it again before the next pay day.',
};

/** Erasing is for good: what is sealed is deleted, and the log says only that it was. */
export function EraseDialog({ employeeId, name, field, version, onDone, onKeep }: EraseDialogProps) {
  const form = useForm(useCommand('ErasePrivateDetail'), { opens: () => ({}), version, onClose: onKeep, onDone });
  const words = privateFieldWords[field];
  return (
    <FormDialog
      title={`Erase the ${words} of ${name}?`}
      stopLabel={`Erase the ${words}`}
      keepLabel="Keep it"
      form={form}
      wish={() => ({ employeeId, field })}
      disabledBecause={onlineOnly()}
    >
      <p>{consequences[field]}</p>
    </FormDialog>
  );
}
