/** What a record is called by its kind, and the screen that shows it as it is now. */
interface KindWords {
  readonly word: string;
  readonly href?: (id: string) => string;
}

const kinds: Readonly<Record<string, KindWords>> = {
  'stock-item': { word: 'Stock item', href: (id) => `/stock/${id}` },
  order: { word: 'Order', href: (id) => `/orders/${id}` },
  'order-numbers': { word: 'Order numbers' },
  client: { word: 'Client', href: (id) => `/clients/${id}` },
  product: { word: 'Product', href: (id) => `/products/${id}` },
  name: { word: 'Name in use' },
  user: { word: 'Account', href: (id) => `/accounts/${id}` },
  admins: { word: 'Administrators' },
  'sign-ins': { word: 'Sign-ins' },
  device: { word: 'Shared tablet', href: () => '/devices' },
  employee: { word: 'Person', href: (id) => `/people/${id}` },
  hierarchy: { word: 'Who answers to whom' },
  leave: { word: 'Leave' },
  timesheet: { word: 'Timesheet' },
  clock: { word: 'Clock' },
  'pay-run': { word: 'Pay run', href: (id) => `/pay/${id}` },
  settings: { word: 'Settings', href: () => '/settings' },
  'legacy-record': { word: 'Old record' },
  files: { word: 'Files' },
  move: { word: 'Moving in', href: () => '/moving' },
};

/** Kinds by their words, for a choice. */
export const kindOptions: readonly { readonly value: string; readonly label: string }[] = Object.entries(kinds)
  .map(([value, { word }]) => ({ value, label: word }))
  .sort((a, b) => (a.label < b.label ? -1 : 1));

/** "Stock item" */
export function kindWord(kind: string): string {
  return kinds[kind]?.word ?? kind;
}

/** The screen of the thing as it is now, where it has one. */
export function screenOf(kind: string, id: string): string | undefined {
  return kinds[kind]?.href?.(id);
}

/** "MoveOrderStage" and "dueDate" as words: "Move order stage", "Due date". */
export function spaced(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[-_]/g, ' ')
    .toLowerCase();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
