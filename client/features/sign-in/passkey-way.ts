import { signal } from '@preact/signals';
import type { PasskeyButton } from '../passkeys/passkey-button.tsx';

/** The other way in, once it is fetched: the first screen is there without it. */
export const passkeyButton = signal<typeof PasskeyButton>();

/** Browsers have passkeys over https alone. */
export async function fetchPasskeyButton(): Promise<void> {
  if (window.PublicKeyCredential?.parseRequestOptionsFromJSON === undefined) return;
  const it = await import('../passkeys/passkey-button.tsx').catch(() => undefined);
  passkeyButton.value = it?.PasskeyButton;
}
