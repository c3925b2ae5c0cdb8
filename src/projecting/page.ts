/** The same object until something in it changes. */
export interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor?: string;
  /** All rows of the list, not only of this page. */
  readonly total: number;
  /** Rows beyond the list's bound are left out. */
  readonly truncated?: true;
}
