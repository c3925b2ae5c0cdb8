import type { Permission, Role } from '#contracts/permissions.ts';
import { wantCamera } from '../shared/camera.ts';
import { may } from '../sync/rights.ts';
import { signOut } from '../sync/session.ts';
import type { IconName } from '../ui/icon.tsx';
import { morePlace, otherPlacesFor, type Place, placesFor } from './nav.ts';
import { chooseTheme } from './theme.ts';

/** Something that one may do from anywhere: it is in the palette, and in menus and at keys where it has some. */
export interface Action {
  readonly word: string;
  readonly icon: IconName;
  readonly permission?: Permission;
  /** Keys one after the other, such as "g s". */
  readonly keys?: string;
  /** An address, or something to be done. */
  readonly does: string | (() => void);
}

const others: readonly Action[] = [
  { word: 'New order', icon: 'plus', permission: 'orders.write', keys: 'n o', does: '/orders/new' },
  { word: 'New stock item', icon: 'plus', permission: 'stock.manage', keys: 'n s', does: '/stock/new' },
  { word: 'New client', icon: 'plus', permission: 'catalogue.write', does: '/clients/new' },
  { word: 'New product', icon: 'plus', permission: 'catalogue.write', does: '/products/new' },
  { word: 'New person', icon: 'plus', permission: 'people.manage', does: '/people/new' },
  { word: 'Scan with the camera', icon: 'scan', permission: 'stock.read', does: wantCamera },
  { word: 'Outbox', icon: 'outbox', keys: 'g u', does: '/outbox' },
  { word: 'Print this page', icon: 'print', does: () => print() },
  { word: 'Look as the device does', icon: 'settings', does: () => chooseTheme('device') },
  { word: 'Light', icon: 'sun', does: () => chooseTheme('light') },
  { word: 'Dark', icon: 'moon', does: () => chooseTheme('dark') },
  { word: 'High contrast', icon: 'contrast', does: () => chooseTheme('contrast') },
  { word: 'Change person', icon: 'swap', does: '/sign-in' },
  { word: 'Sign out', icon: 'sign-out', does: () => void signOut() },
];

/** All that somebody in this role may do from anywhere: go to each of their screens, and the rest. */
export function actionsFor(role: Role, decides: boolean): readonly Action[] {
  const places = [...placesFor(role, decides), ...otherPlacesFor(role, decides), morePlace];
  return [
    ...places.filter(({ permission }) => permission === undefined || may(role, permission)).map(goingTo),
    ...others.filter(({ permission }) => permission === undefined || may(role, permission)),
  ];
}

/** The letter behind G of each screen. They stand here, because the first screen needs none of them. */
const letterOf: Readonly<Record<string, string>> = {
  ...{ '/': 't', '/stock': 's', '/orders': 'o', '/approvals': 'a', '/leave': 'l', '/timesheets': 'w', '/pay': 'p' },
  ...{ '/people': 'e', '/clients': 'c', '/products': 'd', '/reports': 'r', '/settings': 'x', '/more': 'm' },
};

function goingTo({ word, icon, href }: Place): Action {
  const letter = letterOf[href];
  return { word, icon, does: href, ...(letter !== undefined && { keys: `g ${letter}` }) };
}

/** Two letters in a row lead somewhere, so long one after the other. */
const SECOND_KEY_MS = 3_000;

/** Takes letters, and answers the action of which they are the keys. */
export function keySequence(): (key: string, atMs: number, actions: readonly Action[]) => Action | undefined {
  let first = '';
  let firstAtMs = Number.NEGATIVE_INFINITY;
  return (key, atMs, actions) => {
    const keys = atMs - firstAtMs < SECOND_KEY_MS ? `${first} ${key}` : key;
    [first, firstAtMs] = [key, atMs];
    return actions.find((action) => action.keys === keys);
  };
}
