/** Those whose text has every word that was typed, in any order and whatever the capitals. */
export function search<Row>(rows: readonly Row[], typed: string, textOf: (row: Row) => string): readonly Row[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = textOf(row).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
