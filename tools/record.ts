import { projections } from '../projections/index.ts';
import { readLast } from '../src/event-store/read.ts';
import { loadSteps, recordKinds } from '../src/history/load.ts';
import type { Step } from '../src/history/record-history.ts';
import type { NameOf } from '../src/projecting/definition.ts';
import type { Company } from './company.ts';
import { Failure, UsageError } from './failure.ts';
import { lastBefore } from './places.ts';
import { formatTime, placeOf } from './times.ts';

/** People and clients by their ids, as `misty events` tells them. */
const byId: NameOf = Object.assign((id: string) => id, { device: (id: string) => id, client: () => undefined });

/** What was recorded of one thing, such as order/order-0042. @throws UsageError, Failure */
export async function stepsOfRecord({ log }: Company, aggregate: string): Promise<readonly Step[]> {
  const [kind = '', id = ''] = aggregate.split(/\/(.*)/s);
  if (!recordKinds.includes(kind) || id === '') {
    throw new UsageError(
      `"${aggregate.slice(0, 80)}" names nothing: write it as kind/id. Kinds are ${recordKinds.join(', ')}.`,
    );
  }
  const steps = await loadSteps(log, aggregate, { projections, nameOf: byId });
  if (steps.length === 0) {
    throw new Failure(
      `Nothing was ever recorded of ${aggregate}. "misty events --aggregate ${kind}" shows what there is.`,
    );
  }
  return steps;
}

/** The last position of a moment, which must not be still to come. @throws UsageError, Failure */
export async function momentOf({ log, config }: Company, text: string): Promise<number> {
  const place = placeOf(text, config.timeZone, 'to');
  const head = (await readLast(log))?.position ?? 0;
  const position = await lastBefore(log, place);
  const ahead = 'at' in place ? text.length > 10 && place.at.getTime() > Date.now() : position > head;
  if (ahead) throw new Failure(`${text} is still to come: the log ends at position ${head}.`);
  if (position < 1) throw new Failure(`Nothing was recorded yet at ${text}: the log begins later.`);
  return position;
}

/** Who did it, when, by which command and why: for other programs. */
export function authorOf({ position, at, user, device, command, reason }: Step): object {
  return { position, at, user, device, command, reason };
}

/** The same for people, as cells of a row. */
export function authorCells({ position, at, command, reason, ...by }: Step, timeZone: string): readonly string[] {
  const why = reason === undefined ? '' : ` (${reason})`;
  return [whoWords(by), formatTime(at, timeZone), `${command} at ${position}${why}`];
}

/** The person and, where they worked on a shared tablet, its id. */
export function whoWords({ user, device }: { readonly user: string; readonly device?: string | undefined }): string {
  return device === undefined ? user : `${user} on ${device}`;
}
