import '../ui/ui.css';
import { render } from 'preact';
import { startInstall } from '../shared/install.ts';
import { startClock } from '../shared/time.ts';
import { loadSession, startRenewal } from '../sync/renewal.ts';
import { session, watchOtherTabs } from '../sync/session.ts';
import { keepSignInNotices } from '../sync/sign-in-notices.ts';
import { restReplaced } from '../ui/rest.ts';
import { App } from './app.tsx';
import { watchIdle } from './idle.ts';
import { startTheme } from './theme.ts';
import { startWorker } from './update.tsx';

const place = document.getElementById('app');
if (place === null) throw new Error('The page has no place for the app.');

startTheme();
startClock();
startInstall();
restReplaced();
keepSignInNotices();
render(<App />, place);
window.mistyStarted?.();
startWorker();
watchOtherTabs();
startRenewal();
watchIdle();
void loadSession();
// A person who opened Misty without a connection need not tap anything once it is there.
addEventListener('online', () => {
  if (!session.value) void loadSession();
});
