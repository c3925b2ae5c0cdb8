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
  useEffect(() => {
    addEventListener('keydown', searchKey);
    addEventListener('focusin', intoSight);
    return () => {
      removeEventListener('keydown', searchKey);
      removeEventListener('focusin', intoSight);
    };
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

/** The key / goes to the search of the screen, unless somebody is typing. */
function searchKey(event: KeyboardEvent): void {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.closest('input, textarea, select, dialog') !== null) return;
  const search = document.querySelector<HTMLInputElement>('[data-search]');
  if (search === null) return;
  event.preventDefault();
  search.focus();
}

/**
 * What the keyboard goes to is seen whole, not cut off by the edge of the board or by a foot that stays. What a finger
 * goes to stays under the finger. Where the page puts the focus itself, on what is no stop of the keyboard, nothing moves.
 */
function intoSight({ target }: FocusEvent): void {
  if (!(target instanceof HTMLElement) || !target.matches('main :focus-visible:not([tabindex="-1"])')) return;
  target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
