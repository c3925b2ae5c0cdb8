import { useState } from 'preact/hooks';
import type { HistoryEntry } from '#contracts/history.ts';
import { moment } from '../../shared/time.ts';
import { Card } from '../../ui/card.tsx';

interface CompanySliderProps {
  /** The last position of the log. */
  readonly head: number;
  /** What is shown lies below this position. */
  readonly below: number;
  /** The newest of what is shown. */
  readonly first: HistoryEntry | undefined;
  readonly onBelow: (below: number | undefined) => void;
}

/** Goes through the whole log: what is shown lies at or before the chosen commit. */
export function CompanySlider({ head, below, first, onBelow }: CompanySliderProps) {
  const [chosen, setChosen] = useState(Math.min(head, below - 1));
  const isNow = chosen >= head;
  return (
    <Card>
      <label class="stack past-range">
        <span class="strong">
          {isNow ? `Up to now, commit ${head}` : `Up to commit ${chosen} of ${head}`}
          {first !== undefined && first.position <= chosen && (
            <span class="second">{`, the newest found ${moment(first.at)}`}</span>
          )}
        </span>
        <input
          type="range"
          autoComplete="off"
          min={1}
          max={Math.max(1, head)}
          value={chosen}
          onInput={(event) => setChosen(Number(event.currentTarget.value))}
          onChange={() => onBelow(isNow ? undefined : chosen + 1)}
        />
      </label>
    </Card>
  );
}
