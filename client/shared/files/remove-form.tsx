import type { CommandPayload } from '#contracts/commands.ts';
import type { AttachedFile } from '#contracts/files.ts';
import type { Winner } from '#contracts/problems.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { FormDialog } from '../form-dialog.tsx';
import { reasonNeeded } from '../reason-needed.ts';
import { moment } from '../time.ts';
import { useForm } from '../use-form.ts';
import { titleOf } from './file-words.ts';
import type { FilesOf, RemoveCommandType } from './files-of.ts';

interface RemoveFormProps {
  readonly of: FilesOf;
  readonly file: AttachedFile;
  /** Not only off its record: its bytes are deleted. */
  readonly erase?: true;
  readonly onDone: () => void;
}

const words = {
  remove: {
    verb: 'Remove',
    what: 'Nobody can open it any more. That it was here, and why it went, stays on record.',
    why: 'Why is it removed?',
    frequent: ['Wrong record', 'Cannot be read', 'There is a newer one'],
  },
  erase: {
    verb: 'Erase',
    what: 'It is deleted for good, here and in the backups. That it was here, and why it went, stays on record.',
    why: 'Why is it erased?',
    frequent: ['Asked for by the person', 'No longer needed'],
  },
} as const;

/** Takes a file off its record, or erases it. */
export function RemoveForm({ of, file, erase, onDone }: RemoveFormProps) {
  const { verb, what, why, frequent } = words[erase ? 'erase' : 'remove'];
  const form = useForm(useCommand(erase ? 'EraseLeaveFile' : of.remove), {
    opens: () => ({ reason: '' }),
    check: reasonNeeded,
    within: '.dialog',
    onClose: onDone,
  });
  const { reason } = form.entered;
  const wish = () =>
    ({ ...of.record, fileId: file.fileId, reason: reason.trim() }) as unknown as CommandPayload<RemoveCommandType>;
  return (
    <FormDialog
      title={`${verb} ${titleOf(file)}?`}
      stopLabel={verb}
      keepLabel="Keep it"
      form={form}
      wish={wish}
      disabledBecause={onlineOnly()}
      winnerWords={winnerWords}
    >
      <p>{what}</p>
      <ReasonPicker
        label={why}
        frequent={frequent}
        value={reason}
        error={form.errors?.reason}
        onChange={(text) => form.change({ reason: text })}
      />
    </FormDialog>
  );
}

function winnerWords({ user, at }: Winner): string {
  return `${user.name} removed it at ${moment(at)}`;
}
