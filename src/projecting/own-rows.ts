import type { Projection, Query, Whose } from './definition.ts';
import type { Where } from './list-answer.ts';

/** The employee whose row it is; undefined where rows are nobody's own. */
export function ownerOf({ query }: Projection, row: object): string | undefined {
  if (query?.own === undefined) return undefined;
  const owner = (row as Record<string, unknown>)[query.own.by];
  // A row that does not say whose it is must be nobody's, not everybody's.
  return typeof owner === 'string' ? owner : '';
}

/** The filter, narrowed down to the rows of these employees. */
export function narrowed({ own }: Pick<Query<object>, 'own'>, where: Where, whose: Whose): Where {
  if (own === undefined || whose === 'everyone') return where;
  const asked = where[own.by];
  if (typeof asked === 'string') return whose.includes(asked) ? where : { ...where, [own.by]: [] };
  const [only] = whose;
  return { ...where, [own.by]: only !== undefined && whose.length === 1 ? only : whose };
}
