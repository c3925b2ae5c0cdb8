import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { KnownName } from '../../shared/known-name.tsx';
import { PresentPassword } from '../../shared/present-password.tsx';
import { session, signIn } from '../../sync/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { MainButton, QuietButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { fetchPasskeyButton, passkeyButton } from './passkey-way.ts';
import { forgetPerson, type KnownPerson, rememberPerson } from './people.ts';

interface SignInFormProps {
  /** Whose card was tapped; without one the user name is asked as well. */
  readonly person: KnownPerson | undefined;
  /** After this person was taken off the device. */
  readonly onForgotten: () => void;
}

/** User name and password, with the server's own sentence when they are wrong. */
export function SignInForm({ person, onForgotten }: SignInFormProps) {
  const { path, route } = useLocation();
  const [username, setUsername] = useState(person?.username ?? '');
  const [password, setPassword] = useState('');
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  useEffect(() => void fetchPasskeyButton(), []);
  const PasskeyButton = passkeyButton.value;

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    setRefusal(undefined);
    const why = await signIn(username.trim(), password);
    setSending(false);
    if (why !== undefined) {
      setRefusal(why);
      return;
    }
    goIn();
  }

  function goIn(): void {
    if (session.value) void rememberPerson(session.value.user);
    // A person who came by the address of a screen lands on that screen.
    if (path === '/sign-in') route('/', true);
  }

  return (
    <form class="sign-in-sheet" aria-label="Sign in" onSubmit={(event) => void submit(event)}>
      {person === undefined ? (
        <h2>Sign in</h2>
      ) : (
        <div class="row">
          <Avatar name={person.name} size={60} ring="none" />
          <div>
            <h2>{person.name}</h2>
            <p class="second">Enter your password</p>
          </div>
        </div>
      )}
      {person === undefined ? (
        <TextField
          label="User name"
          name="username"
          value={username}
          onChange={setUsername}
          filled="username"
          spellcheck={false}
          maxLength={120}
          autoFocus
          required
        />
      ) : (
        <KnownName username={username} />
      )}
      <PresentPassword
        label="Password"
        name="password"
        value={password}
        onChange={setPassword}
        error={refusal}
        autoFocus={person !== undefined}
        required
      />
      <MainButton label="Sign in" submit wide sending={sending} />
      {PasskeyButton && <PasskeyButton role={person?.role} onIn={goIn} />}
      <p class="meta second">Forgotten the password? An administrator makes you a link to choose another.</p>
      {person !== undefined && (
        <QuietButton
          onPress={() => {
            forgetPerson(person.username);
            onForgotten();
          }}
        >
          Take {person.name.split(' ')[0]} off this device
        </QuietButton>
      )}
    </form>
  );
}
