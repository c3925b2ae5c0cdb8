import { useState } from 'preact/hooks';
import { PIN_DIGITS_MAX, pinTrouble } from '#contracts/pin-rules.ts';
import type { Problem } from '#contracts/problems.ts';
import { PresentPassword } from '../../shared/present-password.tsx';
import { ask } from '../../sync/ask.ts';
import { onlineOnly } from '../../sync/online.ts';
import { session } from '../../sync/session.ts';
import { Button, QuietButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { NotDone } from '../../ui/not-done.tsx';

/** One's own PIN for the shared tablets. */
export function PinCard() {
  const [password, setPassword] = useState('');
  const [pin, setPin] = useState('');
  const [told, setTold] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);
  const known = session.value;
  if (!known || known.way === 'pin') return null;
  const trouble = pin === '' ? undefined : pinTrouble(pin);

  async function change(work: () => ReturnType<typeof ask>, done: string): Promise<void> {
    if (sending) return;
    setSending(true);
    setTold(undefined);
    const answer = await work();
    setSending(false);
    setProblem(answer.problem);
    if (answer.problem !== undefined) return;
    setTold(done);
    setPin('');
    setPassword('');
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (pin === '' || password === '' || trouble !== undefined) return;
    await change(() => ask('POST', '/api/auth/pin', { password, pin }), 'You have a PIN. It opens the shared tablets.');
  }

  return (
    <Card>
      <form class="stack" aria-label="Your PIN" onSubmit={(event) => void submit(event)}>
        <h2>Your PIN for shared tablets</h2>
        <p class="second">It opens the clock, stock and stages there. Everything else asks for the password.</p>
        <TextField
          label="New PIN, four to eight digits"
          type="password"
          // Else a password manager takes it for the password of the account.
          filled="one-time-code"
          inputMode="numeric"
          value={pin}
          onChange={setPin}
          maxLength={PIN_DIGITS_MAX}
          error={trouble && `It ${trouble}.`}
        />
        <PresentPassword label="Your password, to set it" value={password} onChange={setPassword} />
        <div class="row">
          <Button submit sending={sending} disabledBecause={onlineOnly()}>
            Set the PIN
          </Button>
          <QuietButton
            disabledBecause={onlineOnly()}
            onPress={() =>
              void change(() => ask('DELETE', `/api/auth/pins/${known.user.id}`), 'You have no PIN any more.')
            }
          >
            Take my PIN away
          </QuietButton>
        </div>
        <div role="status">{told !== undefined && <p>{told}</p>}</div>
        <NotDone problem={problem} />
      </form>
    </Card>
  );
}
