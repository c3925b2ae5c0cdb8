import { useEffect, useState } from 'preact/hooks';
import type { HealthReport } from '#contracts/health.ts';
import { type Asked, ask } from '../../sync/ask.ts';

/** How often the server is asked while the screen is open. */
const EVERY_MS = 5_000;

/** Undefined until the first answer. What was told last stays on screen while the server cannot be asked. */
export function useHealth(): Asked<HealthReport> | undefined {
  const [health, setHealth] = useState<Asked<HealthReport>>();
  useEffect(() => {
    let isHere = true;
    let timer = 0;
    const look = async () => {
      const answer = await ask<HealthReport>('GET', '/api/health');
      if (!isHere) return;
      setHealth(
        (before) =>
          ({
            ...before,
            ...answer,
            ...(answer.problem === undefined && { problem: undefined }),
          }) as Asked<HealthReport>,
      );
      timer = window.setTimeout(() => void look(), EVERY_MS);
    };
    void look();
    return () => {
      isHere = false;
      clearTimeout(timer);
    };
  }, []);
  return health;
}
