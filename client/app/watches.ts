import { watchPush } from '../features/push/watch.ts';
import { restReplaced } from '../ui/rest.ts';
import { startFocusKeys } from './focus-keys.ts';
import { startTransitions } from './transitions.ts';
import { startUpdates } from './update.tsx';

/** What looks on while people work: second taps, keys, the way from screen to screen, new versions, messages. */
export function startWatches(): void {
  restReplaced();
  startFocusKeys();
  startTransitions();
  startUpdates();
  watchPush();
}
