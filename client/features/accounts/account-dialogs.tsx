import { useState } from 'preact/hooks';
import type { UserRow } from '#contracts/user.ts';
import { filled } from '../../shared/filled.ts';
import { Refusal } from '../../shared/refusal.tsx';
import { ask } from '../../sync/ask.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand, useSending } from '../../sync/use-command.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { accountWinner } from './account-words.ts';

interface AccountDialogProps {
  readonly account: UserRow;
  readonly onDone: () => void;
}

/** Somebody is shut out: what becomes of their things, and why. */
export function CloseDialog({ account: { id, name }, onDone }: AccountDialogProps) {
  const close = useCommand('DeactivateUser');
  const [reason, setReason] = useState('');
  return (
    <Dialog
      title={`Close the account of ${name}?`}
      stopLabel="Close the account"
      onStop={() => void close.run({ userId: id, ...filled('reason', reason) }).then((done) => done && onDone())}
      keepLabel="Keep it open"
      onKeep={onDone}
      sending={close.sending}
      disabledBecause={onlineOnly()}
    >
      <div class="stack">
        <p>
          They are signed out on every device at once, and cannot sign in. What they did stays on record, and the
          account can be opened again. Their place on the list of people stays as it is.
        </p>
        <ReasonPicker
          label="Why?"
          frequent={['Has left', 'On long leave', 'Made twice']}
          value={reason}
          onChange={setReason}
        />
        <Refusal problem={close.problem} winnerWords={accountWinner} />
      </div>
    </Dialog>
  );
}

/** Somebody's phone is lost, or somebody else sits at their tablet. */
export function SignOutDialog({ account: { id, name }, onDone }: AccountDialogProps) {
  const signOut = useCommand('SignOutUser');
  return (
    <Dialog
      title={`Sign ${name} out everywhere?`}
      stopLabel="Sign out everywhere"
      onStop={() => void signOut.run({ userId: id }).then((done) => done && onDone())}
      keepLabel="Leave it"
      onKeep={onDone}
      sending={signOut.sending}
      disabledBecause={onlineOnly()}
    >
      <div class="stack">
        <p>
          Every device that they are signed in on goes to the sign-in at once. With their password they come in again:
          if somebody else knows it, make a one-time link as well.
        </p>
        <NotDone problem={signOut.problem} />
      </div>
    </Dialog>
  );
}

/** Somebody else has seen the PIN, or its person has forgotten it. */
export function TakePinDialog({ account: { id, name }, onDone }: AccountDialogProps) {
  const take = useSending(async () => {
    const answer = await ask('DELETE', `/api/auth/pins/${id}`);
    return answer.problem === undefined ? { body: true as const } : answer;
  });
  return (
    <Dialog
      title={`Take the PIN of ${name} away?`}
      stopLabel="Take the PIN away"
      onStop={() => void take.run().then((done) => done && onDone())}
      keepLabel="Leave it"
      onKeep={onDone}
      sending={take.sending}
      disabledBecause={onlineOnly()}
    >
      <div class="stack">
        <p>
          On shared tablets they need their password until they have set another PIN, under More. Whoever is in by it
          stays in: if it is not them, sign them out everywhere as well.
        </p>
        <NotDone problem={take.problem} />
      </div>
    </Dialog>
  );
}
