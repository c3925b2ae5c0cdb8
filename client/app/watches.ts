import { restReplaced } from '../ui/rest.ts';
import { startTransitions } from './transitions.ts';
import { startUpdates } from './update.tsx';

/** What looks on while people work: second taps, the way from screen to screen, new versions. */
export function startWatches(): void {
  restReplaced();
  startTransitions();
  startUpdates();
}
