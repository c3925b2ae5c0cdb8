import { useRef, useState } from 'preact/hooks';
import type { CommandAccepted } from '#contracts/command.ts';
import type { CommandPayload, CommandType } from '#contracts/commands.ts';
import type { Problem } from '#contracts/problems.ts';
import { type SendOptions, send } from './commands.ts';

export interface Command<T extends CommandType> {
  readonly sending: boolean;
  /** Why it was not done; gone with the next try. */
  readonly problem: Problem | undefined;
  /** Answers what was accepted, or nothing: then `problem` says why. A second call while one is under way does nothing. */
  run(payload: CommandPayload<T>, options?: SendOptions): Promise<CommandAccepted | undefined>;
  forget(): void;
}

/** A command of a screen, with what its button needs to show. */
export function useCommand<T extends CommandType>(type: T): Command<T> {
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  // Two taps can come before the first has been drawn.
  const busy = useRef(false);
  return {
    sending,
    problem,
    forget: () => setProblem(undefined),
    async run(payload, options) {
      if (busy.current) return undefined;
      busy.current = true;
      setSending(true);
      setProblem(undefined);
      const sent = await send(type, payload, options);
      busy.current = false;
      setSending(false);
      if (sent.ok) return sent.accepted;
      setProblem(sent.problem);
      return undefined;
    },
  };
}
