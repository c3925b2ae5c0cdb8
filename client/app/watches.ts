import { restReplaced } from '../ui/rest.ts';
import { startUpdates } from './update.tsx';

/** What looks on while people work: second taps, new versions. */
export function startWatches(): void {
  restReplaced();
  startUpdates();
}
