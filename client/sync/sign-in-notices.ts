import { effect, signal } from '@preact/signals';
import type { SignInNotice } from '#contracts/sign-in.ts';
import { onPersonLeaves, session } from './session.ts';

/** What happened around one's account since the sign-in before, until it is read: the server tells it once. */
export const signInNotices = signal<readonly SignInNotice[]>([]);

/** Wrong tries that are not worth a word: everybody mistypes. */
const OWN_SLIPS_MAX = 2;

/** Takes over what comes with a sign-in. The shell calls it once. */
export function keepSignInNotices(): void {
  onPersonLeaves(() => {
    signInNotices.value = [];
  });
  effect(() => {
    const fresh = (session.value?.notices ?? []).filter(
      ({ kind, count = 0 }) => kind !== 'failed-sign-ins' || count > OWN_SLIPS_MAX,
    );
    if (fresh.length > 0) signInNotices.value = fresh;
  });
}
