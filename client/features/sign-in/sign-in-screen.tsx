import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { roleWords } from '#contracts/permissions.ts';
import { ConnectionWord } from '../../app/strip.tsx';
import { dayOf, now, timeOfDay } from '../../app/time.ts';
import { session, signedOutBecause, signIn, signOut } from '../../sync/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button, MainButton, QuietButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { Icon, RollMark } from '../../ui/icon.tsx';

/** The door: user name and password. One who is signed in comes here to change the person. */
export function SignInScreen() {
  return (
    <main class="sign-in">
      <div class="wrapper">
        <p class="brand">
          <RollMark /> Misty
        </p>
        <h1>Who’s here?</h1>
        <WhoIsIn />
        <p class="row">
          <ConnectionWord />
          <span>{`${dayOf(now.value)}, ${timeOfDay(now.value)}`}</span>
        </p>
      </div>
      <SignInSheet />
    </main>
  );
}

function WhoIsIn() {
  const user = session.value?.user;
  const { route } = useLocation();
  if (user === undefined) return <Because />;
  return (
    <div class="label-card stack">
      <div class="row">
        <Avatar name={user.name} size={60} />
        <div>
          <h2>{user.name}</h2>
          <p class="second">{roleWords[user.role]}, signed in</p>
        </div>
      </div>
      <div class="row">
        <Button onPress={() => route('/')}>Go on as {user.name.split(' ')[0]}</Button>
        <QuietButton onPress={() => void signOut()}>Sign out</QuietButton>
      </div>
    </div>
  );
}

function Because() {
  if (signedOutBecause.value === undefined) return null;
  return (
    <Card kind="plain">
      <p class="row" role="status">
        <Icon name="info" />
        <span class="grow">{signedOutBecause.value}</span>
      </p>
    </Card>
  );
}

function SignInSheet() {
  const { path, route } = useLocation();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string>();

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
    if (path === '/sign-in') route('/', true);
  }

  return (
    <form class="sign-in-sheet" aria-label="Sign in" onSubmit={(event) => void submit(event)}>
      <h2>Sign in</h2>
      <TextField
        label="User name"
        name="username"
        value={username}
        onChange={setUsername}
        autoComplete="username"
        spellcheck={false}
        maxLength={120}
        autoFocus
        required
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        maxLength={200}
        error={refusal}
        required
      />
      <MainButton label="Sign in" submit wide sending={sending} />
      <p class="meta second">Forgotten it? An administrator sets a new one.</p>
    </form>
  );
}
