import '../ui/ui.css';
import { render } from 'preact';
import { loadSession, startRenewal } from '../sync/renewal.ts';
import { session, watchOtherTabs } from '../sync/session.ts';
import { App } from './app.tsx';
import { watchIdle } from './idle.ts';
import { startInstall } from './install.ts';
import { keepSignInNotices } from './sign-in-notices.ts';
import { startTheme } from './theme.ts';
import { startClock } from './time.ts';
import { startWorker } from './update.tsx';

const place = document.getElementById('app');
if (place === null) throw new Error('The page has no place for the app.');

startTheme();
startClock();
startInstall();
keepSignInNotices();
render(<App />, place);
window.mistyStarted?.();
startWorker();
watchOtherTabs();
startRenewal();
watchIdle();
void loadSession();
// Who opened Misty without a connection need not tap anything once it is there.
addEventListener('online', () => {
  if (!session.value) void loadSession();
});
