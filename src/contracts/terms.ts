/** Terms, and the day from which they count. The first have no day: they count from the beginning. */
export interface Dated<Terms> {
  readonly from?: string | undefined;
  readonly terms: Terms;
}

/** The terms of a day. The list is in order, and its first has no day: every day has some. */
export function datedOn<Terms>(all: readonly Dated<Terms>[], day: string): Dated<Terms> {
  return all.findLast(({ from }) => from === undefined || from <= day) as Dated<Terms>;
}

/** The list with terms from a day on, until the next. The same day again replaces them; without a day, the first. */
export function withTerms<Terms>(
  all: readonly Dated<Terms>[],
  from: string | undefined,
  terms: Terms,
): readonly Dated<Terms>[] {
  const others = all.filter((one) => one.from !== from);
  const set = { ...(from !== undefined && { from }), terms };
  return [...others, set].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
}
