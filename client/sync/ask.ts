import type { Problem } from '#contracts/problems.ts';
import { offlineProblem, readProblem } from './problem.ts';
import { fetchAsMe } from './renewal.ts';

export interface Asked<Body> {
  /** Undefined where the answer has none, and where there is a problem. */
  readonly body?: Body;
  readonly problem?: Problem;
}

/** Asks for something that is neither a command nor a read model, such as a code. Never throws. */
export async function ask<Body>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  payload?: object,
): Promise<Asked<Body>> {
  const headers = { accept: 'application/json', ...(payload && { 'content-type': 'application/json' }) };
  const body = payload && JSON.stringify(payload);
  const answer = await fetchAsMe(path, { method, headers, ...(body !== undefined && { body }) }).catch(() => undefined);
  if (answer === undefined) return { problem: offlineProblem('This is not sent.') };
  if (!answer.ok) return { problem: await readProblem(answer) };
  return answer.status === 204 ? {} : { body: (await answer.json()) as Body };
}
