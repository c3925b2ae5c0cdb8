import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '#contracts/problems.ts';
import { fetchJson } from './api.ts';
import { problemOf } from './problem.ts';

export interface Looked<Body> {
  /** Undefined until it is here. */
  readonly body: Body | undefined;
  readonly problem: Problem | undefined;
  again(): void;
}

/** What an address answers, for a screen that reads the log: it is asked for when it is opened, and kept nowhere. */
export function useLook<Body>(path: string): Looked<Body> {
  const [state] = useState(() => ({
    body: signal<{ readonly of: string; readonly body: Body } | undefined>(undefined),
    problem: signal<Problem | undefined>(undefined),
    tries: signal(0),
  }));
  const tries = state.tries.value;
  useEffect(() => {
    const gone = new AbortController();
    state.problem.value = undefined;
    fetchJson<Body>(path, { signal: gone.signal }).then(
      ({ body }) => {
        if (body !== undefined && !gone.signal.aborted) state.body.value = { of: path, body };
      },
      (error: unknown) => {
        if (!gone.signal.aborted) state.problem.value = problemOf(error);
      },
    );
    return () => gone.abort();
  }, [path, tries]);
  const here = state.body.value;
  return {
    body: here?.of === path ? here.body : undefined,
    problem: state.problem.value,
    again() {
      state.tries.value += 1;
    },
  };
}
