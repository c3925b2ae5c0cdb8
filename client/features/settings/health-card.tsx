import { useEffect, useState } from 'preact/hooks';
import { type Asked, ask } from '../../sync/ask.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';

/** How often the server is asked while the card is on screen. */
const EVERY_MS = 10_000;

interface Ready {
  readonly position: number;
  readonly behind: number;
}

/** Whether this Misty can do its work, in the server's own words. For administrators. */
export function HealthCard() {
  const health = useHealth();
  return (
    <Card label="This Misty">
      <h2>This Misty</h2>
      <div role="status">
        {health === undefined && <p class="second">Asking the server …</p>}
        {health?.body && (
          <p>
            In order: {health.body.position.toLocaleString('en-AU')} entries are recorded
            {health.body.behind > 0 && `, ${health.body.behind.toLocaleString('en-AU')} of them not on the screens yet`}
            .
          </p>
        )}
        {health?.problem && <p class="warn">{health.problem.detail}</p>}
      </div>
      <span>
        <Button href="/settings?show=health">Services, disks, backups, devices</Button>
      </span>
    </Card>
  );
}

/** Undefined until the first answer. */
function useHealth(): Asked<Ready> | undefined {
  const [health, setHealth] = useState<Asked<Ready>>();
  useEffect(() => {
    let isHere = true;
    const look = async () => {
      const answer = await ask<Ready>('GET', '/health/ready');
      if (isHere) setHealth(answer);
    };
    void look();
    const timer = setInterval(() => void look(), EVERY_MS);
    return () => {
      isHere = false;
      clearInterval(timer);
    };
  }, []);
  return health;
}
