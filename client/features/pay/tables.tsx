import type { Payslip } from '#contracts/pay.ts';

/** The dated tables that pay was worked out by, each with where it comes from. */
export function Tables({ slips }: { readonly slips: readonly Payslip[] }) {
  const tables = new Map(slips.flatMap((slip) => slip.tables.map((table) => [table.id, table] as const)));
  if (tables.size === 0) return null;
  return (
    <ul class="stack meta second" aria-label="Worked out by">
      {[...tables.values()].map(({ id, title, source }) => (
        <li key={id}>
          <strong>{title}</strong> ({id}). {source}
        </li>
      ))}
    </ul>
  );
}
