import { useEffect } from 'preact/hooks';
import { LocationProvider, useLocation } from 'preact-iso';
import { SignInScreen } from '../features/sign-in/sign-in-screen.tsx';
import { session } from '../sync/session.ts';
import { Shell } from './shell.tsx';
import { takeThemeOf } from './theme.ts';

/** The shell for somebody who is signed in, else the sign-in. The address stays, for afterwards. */
export function App() {
  return (
    <LocationProvider>
      <Door />
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
  return known === null || path === '/sign-in' ? <SignInScreen /> : <Shell user={known.user} />;
}
