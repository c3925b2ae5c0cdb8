import type { UserRow } from '#contracts/user.ts';
import { filled } from '../../shared/filled.ts';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { useForm } from '../../shared/use-form.ts';
import { ask } from '../../sync/ask.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand, useSending } from '../../sync/use-command.ts';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { accountWinner } from './account-words.ts';

interface AccountDialogProps {
  readonly account: UserRow;
  readonly onDone: () => void;
}

/** Somebody is shut out: what becomes of their things, and why. */
export function CloseDialog({ account: { id, name }, onDone }: AccountDialogProps) {
  const form = useForm(useCommand('DeactivateUser'), { opens: () => ({ reason: '' }), onClose: onDone });
  const { reason } = form.entered;
  return (
    <FormDialog
      title={`Close the account of ${name}?`}
      stopLabel="Close the account"
      keepLabel="Keep it open"
      form={form}
      wish={() => ({ userId: id, ...filled('reason', reason) })}
      disabledBecause={onlineOnly()}
      winnerWords={accountWinner}
    >
      <p>
        They are signed out on every device at once, and cannot sign in. What they did stays on record, and the account
        can be opened again. Their place on the list of people stays as it is.
      </p>
      <ReasonPicker
        label="Why?"
        frequent={['Has left', 'On long leave', 'Made twice']}
        value={reason}
        onChange={(text) => form.change({ reason: text })}
      />
    </FormDialog>
  );
}

/** Somebody's phone is lost, or somebody else sits at their tablet. */
export function SignOutDialog({ account: { id, name }, onDone }: AccountDialogProps) {
  const form = useForm(useCommand('SignOutUser'), { opens: () => ({}), onClose: onDone });
  return (
    <FormDialog
      title={`Sign ${name} out everywhere?`}
      stopLabel="Sign out everywhere"
      keepLabel="Leave it"
      form={form}
      wish={() => ({ userId: id })}
      disabledBecause={onlineOnly()}
    >
      <p>
        Every device that they are signed in on goes to the sign-in at once. With their password they come in again: if
        somebody else knows it, make a one-time link as well.
      </p>
    </FormDialog>
  );
}

/** Somebody else has seen the PIN, or its person has forgotten it. */
export function TakePinDialog({ account: { id, name }, onDone }: AccountDialogProps) {
  const taking = useSending(async (userId: string) => {
    const answer = await ask('DELETE', `/api/auth/pins/${userId}`);
    return answer.problem === undefined ? { body: true as const } : answer;
  });
  const form = useForm(taking, { opens: () => ({}), onClose: onDone });
  return (
    <FormDialog
      title={`Take the PIN of ${name} away?`}
      stopLabel="Take the PIN away"
      keepLabel="Leave it"
      form={form}
      wish={() => id}
      disabledBecause={onlineOnly()}
    >
      <p>
        On shared tablets they need their password until they have set another PIN, under More. A person who is in by
        the PIN stays in. If that is somebody else, sign the account out everywhere as well.
      </p>
    </FormDialog>
  );
}
