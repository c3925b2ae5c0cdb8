import { type Plain, sameContent } from '../contracts/plain.ts';
import type { Change } from '../contracts/record-past.ts';
import { kindAndId } from '../domain/kernel.ts';
import type { Commit } from '../event-store/commit.ts';
import type { NameOf, Projection } from '../projecting/definition.ts';
import { fold, type RowState, touches } from '../projecting/fold.ts';
import { type Fields, fieldsOf } from './fields.ts';

/** A commit, as far as it is about one record. */
export interface Step {
  readonly position: number;
  /** The record's sequence after it. */
  readonly sequence: number;
  readonly at: Date;
  readonly user: string;
  readonly device?: string;
  readonly command: string;
  readonly reason?: string;
  readonly events: readonly string[];
  readonly changes: readonly Change[];
}

/** How the fields of a record come about: the read models that show it, and names for ids. */
export interface Shown {
  readonly projections: readonly Projection[];
  readonly nameOf: NameOf;
}

/**
 * What each commit changed about one record, from its events alone. `aggregate` is its id in the log, such as
 * 'order/order-0042'; `commits` are those that touch it, in order.
 */
export function* stepsOf(
  aggregate: string,
  commits: Iterable<Commit>,
  { projections, nameOf }: Shown,
): Generator<Step> {
  const [, own] = kindAndId(aggregate);
  const models = projections.map((projection) => new Model(projection, nameOf));
  for (const commit of commits) {
    const about = { ...commit, events: commit.events.filter(({ stream }) => stream.aggregate === aggregate) };
    const last = about.events.at(-1);
    if (last === undefined) continue;
    const changes = models.flatMap((model) =>
      model.apply(about).flatMap(({ id, before, after }) => changesBetween(before, after, prefixOf(id, own))),
    );
    const { position, at, actor, command, reason } = commit;
    yield {
      ...{ position, sequence: last.stream.sequence, at, ...actor, command: command.type },
      ...(reason !== undefined && { reason }),
      events: about.events.map(({ type }) => type),
      changes: withoutRepeats(changes),
    };
  }
}

/** The rows of one read model that belong to a record, folded from its own events. */
class Model {
  readonly #projection: Projection;
  readonly #nameOf: NameOf;
  readonly #rows = new Map<string, RowState>();
  readonly #shown = new Map<string, Fields>();
  readonly #parked = new Set<string>();

  constructor(projection: Projection, nameOf: NameOf) {
    this.#projection = projection;
    this.#nameOf = nameOf;
  }

  /** The rows that a commit has changed, as they are shown. */
  apply(commit: Commit): { id: string; before: Fields; after: Fields }[] {
    const { changed, parked } = fold(
      this.#projection,
      touches(this.#projection, [commit]),
      (id) => this.#rows.get(id) ?? { position: 0 },
      (id) => this.#parked.has(id),
    );
    for (const { id } of parked) this.#parked.add(id);
    return changed.map(({ id, position, row }) => {
      const view = row && (this.#projection.present(row, this.#nameOf, id) as object | undefined);
      const before = this.#shown.get(id) ?? new Map<string, Plain>();
      const after = view === undefined ? new Map<string, Plain>() : fieldsOf(view);
      this.#rows.set(id, { position, row });
      this.#shown.set(id, after);
      return { id, before, after };
    });
  }
}

/** A record with several rows, such as the weeks of somebody's leave, tells them apart. A row of its own has its id. */
function prefixOf(id: string, own: string): string {
  const place = own.replaceAll('/', '.');
  // Files of order/o1 are shown in the row o1.
  if (id === place || place.endsWith(`.${id}`)) return '';
  return `${id.startsWith(`${own}.`) ? id.slice(own.length + 1) : id}.`;
}

/** What differs between two states, each field under its name with a prefix. */
export function changesBetween(before: Fields, after: Fields, prefix = ''): Change[] {
  const changes: Change[] = [];
  for (const [field, value] of after) {
    const was = before.get(field);
    if (was !== undefined && sameContent(was, value)) continue;
    changes.push({ field: prefix + field, ...(was !== undefined && { before: was }), after: value });
  }
  for (const [field, value] of before) if (!after.has(field)) changes.push({ field: prefix + field, before: value });
  return changes;
}

/** Several read models may show the same field. */
function withoutRepeats(changes: readonly Change[]): readonly Change[] {
  const byField = new Map(changes.map((change) => [change.field, change]));
  return byField.size === changes.length ? changes : [...byField.values()];
}
