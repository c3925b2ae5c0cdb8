import '../ui/ui.css';
import { render } from 'preact';
import { startInstall } from '../shared/install.ts';
import { startClock } from '../shared/time.ts';
import { fetchFeed } from '../sync/feed.ts';
import { startKept } from '../sync/kept.ts';
import { loadSession, startRenewal } from '../sync/renewal.ts';
import { session, watchOtherTabs } from '../sync/session.ts';
import { keepSignInNotices } from '../sync/sign-in-notices.ts';
import { startOutbox } from '../sync/waiting.ts';
import { startDirection } from '../ui/direction.ts';
import { App } from './app.tsx';
import { watchIdle } from './idle.ts';
import { startTheme } from './theme.ts';

const place = document.getElementById('app');
if (place === null) throw new Error('The page has no place for the app.');

startDirection();
startTheme();
startClock();
startInstall();
keepSignInNotices();
render(<App />, place);
window.mistyStarted?.();
watchOtherTabs();
startRenewal();
watchIdle();
startOutbox();
startKept();
// Not needed to draw the first screen, and here before anybody taps: the files come beside that screen's.
void fetchFeed();
void startWatches();
void loadSession();
// A person who opened Misty without a connection need not tap anything once it is there.
addEventListener('online', () => {
  if (!session.value) void loadSession();
});

const RETRY_MS = 3_000;

async function startWatches(): Promise<void> {
  const watches = await import('./watches.ts').catch(() => undefined);
  if (watches) watches.startWatches();
  else setTimeout(startWatches, RETRY_MS);
}
