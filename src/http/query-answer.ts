import { createHash } from 'node:crypto';

/** The entity tag of a body: weak, because the same rows are told with another time of asking. */
export function tagOf(json: string): string {
  return `W/"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`;
}

/** Whether If-None-Match names this tag. Compared weakly, as RFC 9110 asks for it. */
export function alreadyHas(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const opaque = (text: string) => text.trim().replace(/^W\//, '');
  return ifNoneMatch.split(',').some((one) => opaque(one) === opaque(tag));
}
