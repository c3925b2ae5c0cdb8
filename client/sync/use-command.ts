import { useRef, useState } from 'preact/hooks';
import type { CommandAccepted } from '#contracts/command.ts';
import type { CommandPayload, CommandType } from '#contracts/commands.ts';
import type { Problem } from '#contracts/problems.ts';
import type { Asked } from './ask.ts';
import { type SendOptions, send } from './commands.ts';

/** Something that is sent from a screen, with what its button needs to show. */
export interface Sending<Args extends readonly unknown[], Body> {
  readonly sending: boolean;
  /** Why it was not done; gone with the next try. */
  readonly problem: Problem | undefined;
  /** Answers what was answered, or nothing: then `problem` says why. A second call while one is under way does nothing. */
  run(...args: Args): Promise<Body | undefined>;
  forget(): void;
  /** Whether the last one waits in the outbox: it is out of the screen's hands. */
  waits(): boolean;
}

export type Command<T extends CommandType> = Sending<
  [payload: CommandPayload<T>, options?: SendOptions],
  CommandAccepted
>;

/** A command of a screen. */
export function useCommand<T extends CommandType>(type: T): Command<T> {
  return useSending(async (payload: CommandPayload<T>, options?: SendOptions) => {
    const sent = await send(type, payload, options);
    return sent.ok ? { body: sent.accepted } : sent;
  });
}

/** Anything else that a screen sends. */
export function useSending<Args extends readonly unknown[], Body>(
  work: (...args: Args) => Promise<Asked<Body>>,
): Sending<Args, Body> {
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  // Two taps can come before the first has been drawn.
  const busy = useRef(false);
  const isWaiting = useRef(false);
  return {
    sending,
    problem,
    forget: () => setProblem(undefined),
    waits: () => isWaiting.current,
    async run(...args) {
      if (busy.current) return undefined;
      busy.current = true;
      setSending(true);
      setProblem(undefined);
      const answer = await work(...args);
      busy.current = false;
      isWaiting.current = answer.problem?.code === 'waits';
      setSending(false);
      setProblem(answer.problem);
      return answer.body;
    },
  };
}
