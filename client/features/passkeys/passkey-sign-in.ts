import type { SignInOptions } from '#contracts/passkey.ts';
import { readProblem } from '../../sync/problem.ts';
import { enter, post, UNREACHABLE } from '../../sync/session.ts';
import { passkeyTrouble } from './passkey-words.ts';

/** Signs in by a passkey of this device. Answers nothing when it worked, else the sentence to show. */
export async function signInByPasskey(): Promise<string | undefined> {
  const asked = await post('/api/auth/passkey-login/options', {});
  if (asked === undefined) return UNREACHABLE;
  if (!asked.ok) return (await readProblem(asked)).detail;
  const options = (await asked.json()) as SignInOptions;
  let credential: Credential | null;
  try {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    credential = await navigator.credentials.get({ publicKey });
  } catch (error) {
    return passkeyTrouble(error, 'use');
  }
  return await enter('/api/auth/passkey-login', { credential });
}
