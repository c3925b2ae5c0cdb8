import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Problem } from '#contracts/problems.ts';
import { ask } from '../../sync/ask.ts';
import { onlineOnly } from '../../sync/online.ts';
import { session, signOut } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { askThisTablet, thisTablet } from '../sign-in/this-tablet.ts';

/** Makes the device in one's hands a shared tablet, with a code from an administrator. */
export function ShareCard() {
  const { route } = useLocation();
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);
  useEffect(() => void askThisTablet(), []);
  const tablet = thisTablet.value?.device;

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (sending || code.trim() === '') return;
    setSending(true);
    const answer = await ask('POST', '/api/auth/devices/enrol', { code: code.trim() });
    setSending(false);
    setProblem(answer.problem);
    // The administrator who enrolled it is not the next person in front of it.
    if (answer.problem !== undefined) return;
    route('/');
    await signOut();
  }

  if (tablet) {
    return (
      <Card>
        <h2>This is a shared tablet</h2>
        <p>
          {tablet.name}. It locks after {lengthOf(session.value?.idleSeconds ?? 0)} without a touch.
        </p>
      </Card>
    );
  }
  return (
    <Card>
      <form class="stack" aria-label="Make this a shared tablet" onSubmit={(event) => void submit(event)}>
        <h2>Make this a shared tablet</h2>
        <p class="second">People sign in on it by PIN, and it locks by itself. An administrator has the code.</p>
        <TextField label="Code" value={code} onChange={setCode} maxLength={40} spellcheck={false} />
        <Button submit sending={sending} disabledBecause={onlineOnly()}>
          Share it
        </Button>
        <NotDone problem={problem} />
      </form>
    </Card>
  );
}

function lengthOf(seconds: number): string {
  return seconds < 60 ? `${seconds} seconds` : seconds < 120 ? 'a minute' : `${Math.floor(seconds / 60)} minutes`;
}
