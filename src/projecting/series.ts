import type { SeriesRules } from '../contracts/read-models.ts';
import type { BoundedMap } from './bounded-map.ts';
import type { NameOf } from './definition.ts';
import type { LiveGeneration } from './generation.ts';
import { BadCursor } from './order.ts';
import type { Page } from './page.ts';

interface Asked {
  readonly cursor: string | undefined;
  readonly limit: number;
  readonly nameOf: NameOf;
  /** Version of the names in use. */
  readonly names: number;
  /** Pages that were worked out before. */
  readonly known: BoundedMap<Page>;
}

/**
 * A page of a history, the newest first. The count runs without gaps, so a page is a window of it: sorting down and
 * taking the first few would make the embedded server gather the whole history.
 */
export async function seriesPage(
  generation: LiveGeneration,
  { by, field }: SeriesRules,
  params: object,
  { cursor, limit, nameOf, names, known }: Asked,
): Promise<Page> {
  const { projection } = generation;
  const asked = (params as Record<string, unknown>)[by];
  // It is empty where the person who asks may not see the history.
  const owner = typeof asked === 'string' ? asked : '';
  const head = headOf(await generation.one(owner));
  const from = cursor === undefined ? head : Math.min(head, numberOf(cursor));
  const key = [projection.name, generation.generation, owner, head, names, from, limit].join(' ');
  const before = known.get(key);
  if (before !== undefined) return before;
  const { stored, unwritten } = generation.find({
    [`row.${by}`]: owner,
    [`row.${field}`]: { $gt: from - limit, $lte: from },
  });
  const found = new Map<string, object>();
  for (const { id, row } of unwritten) {
    if (row === undefined || (row as Record<string, unknown>)[by] !== owner) continue;
    const count = countOf(row, field);
    if (count > from - limit && count <= from) found.set(id, row);
  }
  for await (const { _id, row } of stored) if (row !== undefined && !found.has(_id)) found.set(_id, row);
  const shown = [...found].map(([id, row]) => ({ id, row }));
  shown.sort((a, b) => countOf(b.row, field) - countOf(a.row, field));
  const page: Page = {
    items: shown.flatMap(({ id, row }) => projection.present(row, nameOf, id) ?? []),
    ...(from > limit && { nextCursor: String(from - limit) }),
    total: head,
  };
  known.set(key, page);
  return page;
}

function headOf(row: object | undefined): number {
  return row === undefined ? 0 : countOf(row, 'head');
}

function countOf(row: object, field: string): number {
  return Number((row as Record<string, unknown>)[field] ?? 0);
}

function numberOf(cursor: string): number {
  if (!/^[1-9]\d{0,14}$/.test(cursor)) throw new BadCursor();
  return Number(cursor);
}
