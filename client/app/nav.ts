import { may, type Permission, type Role } from '#contracts/permissions.ts';
import type { IconName } from '../ui/icon.tsx';

interface Place {
  readonly href: string;
  readonly word: string;
  readonly icon: IconName;
  /** Who has no right to anything there does not see the place. */
  readonly permission?: Permission;
}

const ITEMS_MAX = 5;

/** Every screen that has a place in the rail, the most used first. */
const places: readonly Place[] = [
  { href: '/', word: 'Today', icon: 'today' },
  { href: '/stock', word: 'Stock', icon: 'stock', permission: 'stock.read' },
  { href: '/orders', word: 'Orders', icon: 'orders', permission: 'orders.read' },
];

export const morePlace: Place = { href: '/more', word: 'More', icon: 'more' };

/** The rail of a role: at most five places; More stands at the end of it. */
export function placesFor(role: Role): readonly Place[] {
  return places.filter(({ permission }) => permission === undefined || may(role, permission)).slice(0, ITEMS_MAX);
}

/** Whether the address lies in this place, so that it is marked as the current one. */
export function isAt(place: Place, path: string): boolean {
  return place.href === '/' ? path === '/' : path === place.href || path.startsWith(`${place.href}/`);
}
