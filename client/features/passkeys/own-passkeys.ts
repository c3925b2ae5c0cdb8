import type { PasskeyRow, RegistrationOptions } from '#contracts/passkey.ts';
import type { Problem } from '#contracts/problems.ts';
import { fetchJson } from '../../sync/api.ts';
import { ask } from '../../sync/ask.ts';
import { passkeyTrouble } from './passkey-words.ts';

/** Whether this browser has passkeys, which it has over https alone. */
export function hasPasskeys(): boolean {
  return window.PublicKeyCredential?.parseCreationOptionsFromJSON !== undefined;
}

/** @throws ApiProblem, OfflineError */
export async function fetchPasskeys(): Promise<readonly PasskeyRow[]> {
  const { body } = await fetchJson<{ items: readonly PasskeyRow[] }>('/api/auth/passkeys');
  return body?.items ?? [];
}

/** Makes a passkey on this device. Answers nothing when it worked, else why not. */
export async function addPasskey(password: string, label: string): Promise<Problem | undefined> {
  const asked = await ask<RegistrationOptions>('POST', '/api/auth/passkeys/options', { password });
  if (asked.body === undefined) return asked.problem;
  let credential: Credential | null;
  try {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked.body);
    credential = await navigator.credentials.create({ publicKey });
  } catch (error) {
    const detail = passkeyTrouble(error, 'add');
    return { type: 'about:blank', title: 'Not added', status: 0, code: 'passkey-refused', detail };
  }
  return (await ask('POST', '/api/auth/passkeys', { credential, ...(label !== '' && { label }) })).problem;
}

/** Answers nothing when it worked, else why not. */
export async function removePasskey(id: string, password: string): Promise<Problem | undefined> {
  return (await ask('DELETE', `/api/auth/passkeys/${id}`, { password })).problem;
}
