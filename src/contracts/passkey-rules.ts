/** The most passkeys of one account. */
export const PASSKEYS_MAX = 10;
export const PASSKEY_LABEL_MAX = 60;
/** Milliseconds that a person has at the device, before the server forgets that it asked. */
export const CEREMONY_MS = 5 * 60_000;

/** The same words for an unknown passkey, a removed one, and one that its person may not use. Nobody learns which. */
export const PASSKEY_REFUSED = 'Misty does not accept this passkey. Try again, or sign in with your password.';
export const PASSKEY_KNOWN = 'This device has a passkey for Misty already. Use it to sign in.';

/**
 * Whether no passkey counts any more after all sessions of an account ended. An account is opened again, or its
 * password set by a link, perhaps because somebody else was in it and had added a passkey.
 */
export function endsPasskeys(because: string): boolean {
  return because === 'deactivated' || because === 'password-reset';
}
