/**
 * My edit put on top of somebody else's, field by field: what I changed stays as I made it, everything else is theirs.
 * `base` is what both of us had opened. A field may hold fields of its own; what is undefined is not there.
 */
export function rebase<Draft extends object>(base: Draft, mine: Draft, theirs: Draft): Draft {
  return merged(base as Fields, mine as Fields, theirs as Fields) as Draft;
}

/** Whether two drafts say the same. */
export function isSame(one: unknown, other: unknown): boolean {
  if (!isFields(one) || !isFields(other)) return JSON.stringify(one) === JSON.stringify(other);
  return namesOf(one, other).every((name) => isSame(one[name], other[name]));
}

type Fields = Readonly<Record<string, unknown>>;

function merged(base: Fields, mine: Fields, theirs: Fields): Fields {
  const result: Record<string, unknown> = { ...theirs };
  for (const name of namesOf(base, mine)) {
    const [was, my, their] = [base[name], mine[name], theirs[name]];
    if (isSame(was, my)) continue;
    if (isFields(was) && isFields(my) && isFields(their)) result[name] = merged(was, my, their);
    else if (my === undefined) delete result[name];
    else result[name] = my;
  }
  return result;
}

function namesOf(...all: readonly Fields[]): readonly string[] {
  return [...new Set(all.flatMap(Object.keys))];
}

/** Lists are taken as a whole: what their places mean is not known here. */
function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
