import { seeded } from './chance.ts';
import type { Given } from './commits.ts';
import { goldenEvents } from './domain/golden-events.ts';

// Random histories with every event that there is: several companies' worth of golden events, shuffled into one another,
// with other names and figures. An event that is new is in them as soon as it is among the golden ones.

/** One commit of a random history. */
export interface RandomCommit {
  readonly user: string;
  readonly device: string | undefined;
  readonly events: readonly Given[];
}

/** Names that are easily put into another order: figures in them, capitals, accents, two alike. */
const names = ['Kraft 52 mm', 'kraft 102 mm', 'Kraft 102 MM', 'Ångström', 'Zoë', 'zoe', 'Zoe', 'Kraft 52 mm', 'Nerida'];
const namesOf = new Set(['name', 'employeeName', 'clientName', 'itemName', 'code', 'sku', 'number', 'label']);

/** The same history for the same seed. */
export function randomHistory(seed: number, copies = 3): readonly RandomCommit[] {
  const random = seeded(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <Value>(values: readonly Value[]) => values[below(values.length)] as Value;
  const waiting = Array.from({ length: copies }, (_, copy) => goldenEvents.map((event) => copied(event, copy)));
  /** Those that have an account by then. */
  const users = ['nobody'];
  /** Those that are shared by then. */
  const devices: (string | undefined)[] = [undefined];
  const commits: RandomCommit[] = [];
  while (waiting.some(({ length }) => length > 0)) {
    const one = pick(waiting.filter(({ length }) => length > 0));
    const events = one.splice(0, 1 + below(3));
    commits.push({
      user: pick(users),
      device: pick(devices),
      events: events.map((event) => varied(event, below, pick)),
    });
    for (const [aggregate, type] of events) {
      if (type === 'UserRegistered') users.push(aggregate.slice('user/'.length));
      if (type === 'DeviceEnrolled') devices.push(aggregate.slice('device/'.length));
    }
  }
  return commits;
}

const kinds = new Set(goldenEvents.map(({ aggregate }) => aggregate.split('/')[0]));

/** Ids that stand in the events of one company; a copy of it has ids of its own. */
const ids = new Set(
  goldenEvents.flatMap(({ aggregate }) =>
    aggregate
      .split('/')
      .slice(1)
      // Files are of a record: files/order/o1.
      .filter((part) => part !== 'company' && !kinds.has(part) && !/^\d{4}(-\d\d-\d\d)?$/.test(part)),
  ),
);

function copied({ aggregate, type, data }: (typeof goldenEvents)[number], copy: number): Given {
  const renamed = (text: string) => (ids.has(text) ? `${text}-${copy}` : text);
  const place = aggregate.split('/').map((part, index) => (index === 0 ? part : renamed(part)));
  return [place.join('/'), type, mapped(data, (_field, value) => (typeof value === 'string' ? renamed(value) : value))];
}

function varied(
  [aggregate, type, data]: Given,
  below: (limit: number) => number,
  pick: <Value>(values: readonly Value[]) => Value,
): Given {
  const other = mapped(data, (field, value) => {
    if (typeof value === 'string' && namesOf.has(field) && below(2) === 0) return pick(names);
    if (field === 'reorderPoint') return below(60);
    if (field === 'dueDate') return `2026-11-${10 + below(9)}`;
    if (field === 'priority') return pick(['asap', 'must-deliver', 'normal']);
    return value;
  });
  return [aggregate, type, other];
}

function mapped(data: object, change: (field: string, value: unknown) => unknown): object {
  return JSON.parse(JSON.stringify(data), (field, value: unknown) => change(field, value)) as object;
}
