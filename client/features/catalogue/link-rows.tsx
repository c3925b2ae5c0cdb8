interface LinkRowsProps {
  readonly title: string;
  readonly rows: readonly { readonly href: string; readonly title: string; readonly beside?: string | undefined }[];
}

const ROWS_MAX = 12;

/** What belongs to the open card, each a link. Nothing at all where there is none. */
export function LinkRows({ title, rows }: LinkRowsProps) {
  if (rows.length === 0) return null;
  return (
    <section class="stack" aria-label={title}>
      <h3>{title}</h3>
      <ul class="rows">
        {rows.slice(0, ROWS_MAX).map(({ href, title: word, beside }) => (
          <li key={href}>
            <a class="card-link" href={href}>
              <span class="grow">{word}</span>
              <span class="meta second nowrap">{beside}</span>
            </a>
          </li>
        ))}
      </ul>
      {rows.length > ROWS_MAX && <p class="meta second">{rows.length - ROWS_MAX} more</p>}
    </section>
  );
}
