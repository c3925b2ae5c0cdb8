import type { Permission } from '#contracts/permissions.ts';
import type { IconName } from '../../ui/icon.tsx';

/** What can be done with an item besides allocating it. Each is a form in its panel, at /stock/<item>?do=<id>. */
export interface Doing {
  readonly id: DoingId;
  readonly label: string;
  readonly icon?: IconName;
  readonly permission: Permission;
  /** Stands in the row of buttons; the others stand behind the dots. */
  readonly often?: boolean;
}

const ids = ['receive', 'issue', 'count', 'adjust', 'release', 'return', 'expect', 'reorder', 'retire'] as const;
export type DoingId = (typeof ids)[number];

export const doings: readonly Doing[] = [
  { id: 'receive', label: 'Receive', icon: 'plus', permission: 'stock.move', often: true },
  { id: 'issue', label: 'Issue', icon: 'arrow-right', permission: 'stock.move', often: true },
  { id: 'count', label: 'Count', icon: 'pencil', permission: 'stock.manage', often: true },
  { id: 'release', label: 'Release', permission: 'stock.allocate' },
  { id: 'return', label: 'Return', permission: 'stock.move' },
  { id: 'adjust', label: 'Adjust…', permission: 'stock.manage' },
  { id: 'expect', label: 'Expect a delivery', permission: 'stock.manage' },
  { id: 'reorder', label: 'Reorder point', permission: 'stock.manage' },
  { id: 'retire', label: 'Retire…', permission: 'stock.manage' },
];

export function isDoing(text: string | undefined): text is DoingId {
  return (ids as readonly (string | undefined)[]).includes(text);
}
