import type { PayTable } from '#contracts/pay-tables.ts';

/** Kinds of tables of which none covers payments made on a date. */
export function kindsWithoutTable(tables: readonly PayTable[], date: string): readonly PayTable['kind'][] {
  const kinds = [...new Set(tables.map(({ kind }) => kind))];
  return kinds.filter(
    (kind) =>
      !tables.some(
        (table) => table.kind === kind && table.from <= date && (table.until === undefined || date <= table.until),
      ),
  );
}
