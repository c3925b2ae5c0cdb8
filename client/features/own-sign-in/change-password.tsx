import { useState } from 'preact/hooks';
import { KnownName } from '../../shared/known-name.tsx';
import { NewPassword, passwordError } from '../../shared/new-password.tsx';
import { PresentPassword } from '../../shared/present-password.tsx';
import { ask } from '../../sync/ask.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useSending } from '../../sync/use-command.ts';
import { MainButton, QuietButton } from '../../ui/button.tsx';
import { focusFirstField } from '../../ui/focus.ts';
import { NotDone } from '../../ui/not-done.tsx';

interface ChangePasswordProps {
  readonly username: string;
  readonly onCancel: () => void;
  readonly onChanged: () => void;
}

/** Changes the password. It asks for the present one. */
export function ChangePassword({ username, onCancel, onChanged }: ChangePasswordProps) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [checked, setChecked] = useState(false);
  const change = useSending(async () => {
    const answer = await ask<true>('POST', '/api/auth/password', { current, next });
    return answer.problem === undefined ? { body: true as const } : answer;
  });
  const { problem } = change;
  const wrong = {
    current: checked && current === '' ? 'Enter the present password.' : ofField(problem, 'wrong-password'),
    next: (checked ? passwordError(next) : undefined) ?? ofField(problem, 'weak-password'),
  };
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    setChecked(true);
    if (current === '' || passwordError(next) !== undefined || onlineOnly() !== undefined) return;
    if (await change.run()) onChanged();
  }
  return (
    <form
      class="form"
      aria-label="Change the password"
      ref={focusFirstField}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <KnownName username={username} />
      <PresentPassword
        label="Present password"
        name="current-password"
        value={current}
        onChange={(value) => {
          change.forget();
          setCurrent(value);
        }}
        error={wrong.current}
        required
      />
      <NewPassword
        label="New password"
        value={next}
        onChange={(value) => {
          change.forget();
          setNext(value);
        }}
        error={wrong.next}
      />
      <p class="meta second">Every other device that you are signed in on is signed out.</p>
      <div class="row">
        <span class="grow">
          <MainButton submit wide label="Change the password" sending={change.sending} disabledBecause={onlineOnly()} />
        </span>
        <QuietButton onPress={onCancel}>Cancel</QuietButton>
      </div>
      <NotDone problem={isOfField(problem) ? undefined : problem} />
    </form>
  );
}

type Known = ReturnType<typeof useSending>['problem'];

function isOfField(problem: Known): boolean {
  return problem?.code === 'wrong-password' || problem?.code === 'weak-password';
}

function ofField(problem: Known, code: string): string | undefined {
  return problem?.code === code ? problem.detail : undefined;
}
