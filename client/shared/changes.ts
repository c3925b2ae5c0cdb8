/** What can be edited of a thing, in words: its fields by their labels. Empty means that there is none. */
export type Lines = Readonly<Record<string, string>>;

/** What differs, as people say it: "Phone 02 5550 0100", "E-mail taken off"; with `was` also what it was before. */
export function changesBetween(before: Lines, after: Lines, was = false): string[] {
  const labels = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return labels.flatMap((label) => {
    const [from = '', to = ''] = [before[label], after[label]];
    if (from === to) return [];
    const now = `${label} ${to || 'taken off'}`;
    return [was ? `${now}, was ${from || 'empty'}` : now];
  });
}
