import type { OpenedLink } from '#contracts/password.ts';
import { readProblem } from './problem.ts';
import { enter, post, UNREACHABLE } from './session.ts';

/** Whose one-time link it is, or the sentence that says why it does not open. */
export async function openLink(
  token: string,
): Promise<{ readonly opened: OpenedLink } | { readonly not: string; readonly over: boolean }> {
  const response = await post('/api/auth/link/open', { token });
  if (response?.ok) return { opened: (await response.json()) as OpenedLink };
  if (response === undefined) return { not: UNREACHABLE, over: false };
  const { code, detail } = await readProblem(response);
  return { not: detail, over: code === 'link-over' };
}

/** Sets a password by a one-time link and signs in. Answers nothing when it worked, else the sentence to show. */
export function signInByLink(token: string, password: string): Promise<string | undefined> {
  return enter('/api/auth/link', { token, password });
}
