import type { Problem } from '#contracts/problems.ts';

/** The server said no, in a problem document. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** The server was not reached, or did not answer in time. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError';
}

/** What a screen shows when a query failed. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem;
  if (error instanceof OfflineError) return offlineProblem('Nothing of it is on this device yet.');
  throw error;
}

/** Not from the server: the tablet itself could not reach it. */
export function offlineProblem(more: string, code = 'offline'): Problem {
  const offline = { type: 'about:blank', title: 'Not reached', status: 0, code };
  const first = navigator.onLine ? 'Misty cannot be reached.' : 'You are offline.';
  return { ...offline, detail: `${first} ${more}` };
}

/** The problem in an answer; one is made up where something between here and the server answered in its place. */
export async function readProblem(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => undefined);
  if (isProblem(body)) return body;
  const detail = `The server answered ${response.status} without saying why. Try again in a moment.`;
  return { type: 'about:blank', title: 'No answer', status: response.status, code: 'server-error', detail };
}

function isProblem(body: unknown): body is Problem {
  const problem = body as Partial<Record<keyof Problem, unknown>> | null | undefined;
  return typeof problem?.code === 'string' && typeof problem.detail === 'string';
}

/** Statuses with which the same command may get through a little later. */
export function mayPass(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** Whether somebody decided. A wish that met a closed session or a lost line is still open. */
export function isAnswer({ status }: Problem): boolean {
  return status !== 0 && status !== 401 && !mayPass(status);
}
