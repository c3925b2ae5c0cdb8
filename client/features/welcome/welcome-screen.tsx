import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { OpenedLink } from '#contracts/password.ts';
import { KnownName } from '../../shared/known-name.tsx';
import { NewPassword, passwordError } from '../../shared/new-password.tsx';
import { openLink, signInByLink } from '../../sync/by-link.ts';
import { session } from '../../sync/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button, MainButton } from '../../ui/button.tsx';
import { RollMark } from '../../ui/icon.tsx';
import { Loading } from '../../ui/loading.tsx';
import { rememberPerson } from '../sign-in/people.ts';

type State = 'opening' | Awaited<ReturnType<typeof openLink>>;

/** Where a one-time link leads: its holder chooses a password, and is in. */
export function WelcomeScreen() {
  const token = location.hash.slice(1);
  const [state, setState] = useState<State>('opening');
  useEffect(() => void openLink(token).then(setState), [token]);
  return (
    <main class="sign-in">
      <div class="wrapper">
        <p class="brand">
          <RollMark /> Misty
        </p>
        <h1>Welcome</h1>
        <p>{typeof state === 'object' && 'opened' in state ? `${firstName(state.opened)}, choose a password.` : ''}</p>
      </div>
      {state === 'opening' ? (
        <div class="sign-in-sheet">
          <Loading what="The link" lines={3} />
        </div>
      ) : 'opened' in state ? (
        <Choose token={token} opened={state.opened} />
      ) : (
        <NotOpened {...state} />
      )}
    </main>
  );
}

function NotOpened({ not, over }: { readonly not: string; readonly over: boolean }) {
  return (
    <div class="sign-in-sheet" role="status">
      <h2>This link does not open</h2>
      <p>{not}</p>
      <span class="row">
        {!over && <Button onPress={() => location.reload()}>Try again</Button>}
        <Button href="/">Go to the sign-in</Button>
      </span>
    </div>
  );
}

function Choose({ token, opened }: { readonly token: string; readonly opened: OpenedLink }) {
  const { route } = useLocation();
  const [password, setPassword] = useState('');
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const { name, username } = opened;
  const somebodyElse = session.value?.user.username === username ? undefined : session.value?.user.name;

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (sending) return;
    const wrong = passwordError(password);
    setRefusal(wrong);
    if (wrong !== undefined) return;
    setSending(true);
    const why = await signInByLink(token, password);
    setSending(false);
    setRefusal(why);
    if (why !== undefined) return;
    if (session.value) void rememberPerson(session.value.user);
    route('/', true);
  }
  return (
    <form class="sign-in-sheet" aria-label="Choose a password" onSubmit={(event) => void submit(event)} noValidate>
      <div class="row">
        <Avatar name={name} size={60} ring="none" />
        <div>
          <h2>{name}</h2>
          <p class="second">
            Your user name is <strong>{username}</strong>
          </p>
        </div>
      </div>
      <KnownName username={username} />
      <NewPassword label="Your password" value={password} onChange={setPassword} error={refusal} autoFocus />
      <MainButton label="Choose it and go in" submit wide sending={sending} />
      <p class="meta second">
        {somebodyElse === undefined
          ? 'You are signed out wherever you were signed in before.'
          : `${somebodyElse} is signed in on this device, and is not any more when you go in.`}
      </p>
    </form>
  );
}

function firstName({ name }: OpenedLink): string {
  return name.split(' ')[0] ?? name;
}
