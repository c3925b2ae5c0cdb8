import { PASSKEY_KNOWN } from '#contracts/passkey-rules.ts';

/**
 * What a browser says when a passkey was not made or not used, in words. It says little on purpose: a page may not learn
 * which passkeys a device has.
 */
export function passkeyTrouble(error: unknown, doing: 'add' | 'use'): string {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'AbortError':
      return doing === 'add'
        ? 'No passkey was made: it was cancelled, or took too long.'
        : 'No passkey came: it was cancelled, took too long, or this device has none for Misty.';
    case 'InvalidStateError':
      return PASSKEY_KNOWN;
    case 'NotSupportedError':
    case 'ConstraintError':
      return 'This device cannot do passkeys. It needs a screen lock: a PIN, a finger or a face.';
    case 'SecurityError':
      return 'Passkeys do not work at this address. Open Misty at the address it was set up for.';
    default:
      return 'The device could not do it. Try again, or use the password.';
  }
}
