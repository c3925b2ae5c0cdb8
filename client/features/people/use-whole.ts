import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '#contracts/problems.ts';
import { useCommand } from '../../sync/use-command.ts';
import { type PrivateDetail, wholeWords } from './private-words.ts';

/** How long a number stands there for everybody who passes by. */
const SHOWN_MS = 60_000;

interface Whole {
  /** Undefined while it is masked. */
  readonly words: string | undefined;
  readonly sending: boolean;
  readonly problem: Problem | undefined;
  readonly show: () => void;
  readonly hide: () => void;
}

/**
 * A detail in full, for a minute: the log says who was shown it. It is masked again when the minute is over, when
 * nobody looks at the page, and when another one was set meanwhile. It is kept nowhere but on the screen.
 */
export function useWhole(employeeId: string, { field, version }: PrivateDetail): Whole {
  const command = useCommand('ShowPrivateDetail');
  const [shown, setShown] = useState<{ readonly version: number; readonly words: string }>();
  useEffect(() => {
    if (shown === undefined) return;
    const hide = () => setShown(undefined);
    const timer = setTimeout(hide, SHOWN_MS);
    document.addEventListener('visibilitychange', hide);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', hide);
    };
  }, [shown]);
  async function show(): Promise<void> {
    const accepted = await command.run({ employeeId, field });
    if (accepted?.result) setShown({ version, words: wholeWords(field, accepted.result) });
  }
  return {
    words: shown?.version === version ? shown.words : undefined,
    sending: command.sending,
    problem: command.problem,
    show: () => void show(),
    hide: () => setShown(undefined),
  };
}
