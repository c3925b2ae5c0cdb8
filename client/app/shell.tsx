import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SessionUser } from '#contracts/user.ts';
import { fetchedCode } from '../sync/code.ts';
import { Rail } from './rail.tsx';
import { Routes } from './router.tsx';
import { Strip } from './strip.tsx';

/** What surrounds every screen: the strip, the rail (a bottom bar on phones) and the page cut out of them. */
export function Shell({ user }: { readonly user: SessionUser }) {
  // They are not needed to draw the first screen.
  const [more, setMore] = useState<readonly ComponentType[]>([]);
  useEffect(() => {
    const parts = () =>
      Promise.all([
        import('./update.tsx').then((it) => it.UpdateToast),
        import('./install-toast.tsx').then((it) => it.InstallToast),
        import('./scanner.tsx').then((it) => it.Scanner),
        import('./log-alarm.tsx').then((it) => it.LogAlarm),
      ]);
    void fetchedCode(parts).then(setMore);
  }, []);
  return (
    <div class="app">
      <a class="button skip" href="#main">
        Go to the page
      </a>
      <Strip user={user} />
      <Rail role={user.role} />
      <main id="main" tabIndex={-1}>
        <Routes />
      </main>
      {more.map((Part, at) => (
        <Part key={at} />
      ))}
    </div>
  );
}
