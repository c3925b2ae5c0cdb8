/** The same object until something in it changes. */
export interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor?: string;
  /** All rows of the list, not only of this page. */
  readonly total: number;
  /** Rows beyond the list's bound are left out. */
  readonly truncated?: true;
}

/** The rows of all pages, one page after another. `ask` is given where a page begins. */
export async function* pagesOf<Row>(
  ask: (from: { readonly cursor?: string }) => Promise<Pick<Page, 'items' | 'nextCursor'>>,
): AsyncGenerator<readonly Row[]> {
  let cursor: string | undefined;
  do {
    const page = await ask(cursor === undefined ? {} : { cursor });
    yield page.items as readonly Row[];
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}
