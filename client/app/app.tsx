import { useEffect } from 'preact/hooks';
import { LocationProvider, useLocation } from 'preact-iso';
import { keptIsHere } from '../sync/kept.ts';
import { session } from '../sync/session.ts';
import { Drawn } from '../ui/drawn.tsx';
import { page } from './page.tsx';
import { Shell } from './shell.tsx';
import { takeThemeOf } from './theme.ts';

// Only needed without a sign-in, so loaded apart.
const SignIn = page(() => import('../features/sign-in/sign-in-screen.tsx').then((it) => it.SignInScreen));
const Welcome = page(() => import('../features/welcome/welcome-screen.tsx').then((it) => it.WelcomeScreen));

/** The shell for somebody who is signed in, else the sign-in. The address stays, for afterwards. */
export function App() {
  return (
    <LocationProvider>
      <Drawn at="" what="Misty">
        <Door />
      </Drawn>
    </LocationProvider>
  );
}

function Door() {
  const { path } = useLocation();
  const known = session.value;
  const userId = known?.user.id;
  useEffect(() => {
    if (userId !== undefined) takeThemeOf(userId);
  }, [userId]);
  // Until the server has answered there is the paper only: a form that vanishes again would be worse.
  if (known === undefined) return null;
  // The holder of a one-time link has no password yet, or has forgotten it.
  if (path === '/welcome') return <Welcome />;
  if (known === null || path === '/sign-in') return <SignIn />;
  // What was entered before a reload is to be in its forms when they are drawn.
  return keptIsHere.value ? <Shell user={known.user} /> : null;
}
