import { type PrivateField, privateFieldWords } from '#contracts/private-fields.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { NotDone } from '../../ui/not-done.tsx';

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
  'bank-account': 'It cannot be brought back. Whoever pays has to ask for it anew.',
};

/** Erasing is for good: what is sealed is deleted, and the log says only that it was. */
export function EraseDialog({ employeeId, name, field, version, onDone, onKeep }: EraseDialogProps) {
  const erase = useCommand('ErasePrivateDetail');
  const words = privateFieldWords[field];
  async function stop(): Promise<void> {
    if (await erase.run({ employeeId, field }, { version })) onDone();
  }
  return (
    <Dialog
      title={`Erase the ${words} of ${name}?`}
      stopLabel={`Erase the ${words}`}
      onStop={() => void stop()}
      keepLabel="Keep it"
      onKeep={onKeep}
      sending={erase.sending}
      disabledBecause={onlineOnly()}
    >
      <p>{consequences[field]}</p>
      <NotDone problem={erase.problem} />
    </Dialog>
  );
}
