import type { Permission } from './permissions.ts';

// The browser loads this with its screens: no schemas here.

/** What a person may be told of while Misty is closed. `permission`: who is offered it. */
export const pushKinds = {
  approvals: { permission: 'approvals.decide', words: 'An approval waits for me' },
  decided: { permission: 'own.leave', words: 'My leave or my week was decided' },
  'low-stock': { permission: 'stock.manage', words: 'Stock is low' },
  timesheet: { permission: 'own.timesheet', words: 'My week is not handed in' },
  leave: { permission: 'own.leave', words: 'My leave begins tomorrow' },
  unsent: { permission: 'own.clock', words: 'Work of mine waits on a shared tablet' },
} as const satisfies Record<string, { readonly permission: Permission; readonly words: string }>;

export type PushKind = keyof typeof pushKinds;
export const pushKindNames = Object.keys(pushKinds) as PushKind[];

/** Times of the company's clocks, HH:MM, between which nothing is told. `until` is on the next day where it is earlier. */
export interface QuietHours {
  readonly from: string;
  readonly until: string;
}

export interface PushChoices {
  readonly kinds: { readonly [Kind in PushKind]: boolean };
  /** Null: none. */
  readonly quiet: QuietHours | null;
}

/** What counts until a person chooses. */
export const usualChoices: PushChoices = {
  kinds: { approvals: true, decided: true, 'low-stock': true, timesheet: true, leave: true, unsent: true },
  quiet: { from: '20:00', until: '06:00' },
};

/** Browsers that one person is told on. The one that was heard of longest ago makes room for another. */
export const PUSH_DEVICES_MAX = 10;
