import type { Db } from 'mongodb';
import { recordedEvents } from './commit.ts';
import { readAggregates } from './read.ts';
import { evolved, type Kinds, type Standing, type WarmAggregates } from './warm.ts';

/**
 * Loads cold aggregates together, each as it stands at `position`. What was written after that comes with the next look
 * at the log, for all that is warm.
 */
export async function warmUp(
  log: Db,
  kinds: Kinds,
  warm: WarmAggregates,
  ids: ReadonlySet<string>,
  position: number,
): Promise<void> {
  const standings = new Map<string, Standing>([...ids].map((id) => [id, kinds.initial(id)]));
  for (const commit of await readAggregates(log, [...ids])) {
    if (commit.position > position) break;
    for (const event of recordedEvents(commit)) {
      const before = standings.get(event.aggregate);
      if (before !== undefined) standings.set(event.aggregate, evolved(kinds, before, event));
    }
  }
  for (const [id, standing] of standings) warm.set(id, standing);
}
