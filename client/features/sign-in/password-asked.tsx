import { useState } from 'preact/hooks';
import { KnownName } from '../../shared/known-name.tsx';
import { PresentPassword } from '../../shared/present-password.tsx';
import { session, signIn } from '../../sync/session.ts';
import { MainButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { PageHead } from '../../ui/page-head.tsx';

/** In the place of a page that a PIN does not open. The page comes as soon as the password was right. */
export function PasswordAsked() {
  const user = session.value?.user;
  const [password, setPassword] = useState('');
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  if (user === undefined) return null;
  const { username, name } = user;

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (sending || password === '') return;
    setSending(true);
    setRefusal(await signIn(username, password));
    setSending(false);
  }

  return (
    <div class="page">
      <PageHead title="Your password opens this page" />
      <div class="narrow">
        <Card>
          <form class="stack" aria-label="Password" onSubmit={(event) => void submit(event)}>
            <p>You came in by PIN, which is for the clock, stock and stages.</p>
            <KnownName username={username} />
            <PresentPassword
              label={`Password of ${name}`}
              name="password"
              value={password}
              onChange={setPassword}
              error={refusal}
              autoFocus
              required
            />
            <MainButton label="Open the page" submit sending={sending} />
          </form>
        </Card>
      </div>
    </div>
  );
}
