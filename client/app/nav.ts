import { may, type Permission, type Role } from '#contracts/permissions.ts';
import type { IconName } from '../ui/icon.tsx';

export interface Place {
  readonly href: string;
  readonly word: string;
  readonly icon: IconName;
  /** A person who has no right to anything there does not see the place. */
  readonly permission?: Permission;
}

const ITEMS_MAX = 5;
/** A phone has room for so many of them; the rest stands under More there. */
export const PHONE_ITEMS_MAX = 4;

/** Every screen that has a place, in the order of the rail. */
const places = {
  today: { href: '/', word: 'Today', icon: 'today' },
  /** What those open on who only look. */
  questions: { href: '/auditor', word: 'Questions', icon: 'search', permission: 'history.read' },
  history: { href: '/history', word: 'History', icon: 'history', permission: 'history.read' },
  stock: { href: '/stock', word: 'Stock', icon: 'stock', permission: 'stock.read' },
  orders: { href: '/orders', word: 'Orders', icon: 'orders', permission: 'orders.read' },
  approvals: { href: '/approvals', word: 'Approvals', icon: 'approvals', permission: 'approvals.decide' },
  leave: { href: '/leave', word: 'Leave', icon: 'calendar', permission: 'own.leave' },
  timesheets: { href: '/timesheets', word: 'Timesheets', icon: 'timesheets', permission: 'own.timesheet' },
  pay: { href: '/pay', word: 'Pay', icon: 'pay', permission: 'own.pay' },
  people: { href: '/people', word: 'People', icon: 'people', permission: 'people.read' },
  clients: { href: '/clients', word: 'Clients', icon: 'clients', permission: 'catalogue.read' },
  products: { href: '/products', word: 'Products', icon: 'products', permission: 'catalogue.read' },
  reports: { href: '/reports', word: 'Reports', icon: 'chart', permission: 'orders.read' },
  settings: { href: '/settings', word: 'Settings', icon: 'settings', permission: 'settings.read' },
  devices: { href: '/devices', word: 'Tablets', icon: 'lock', permission: 'devices.manage' },
  accounts: { href: '/accounts', word: 'Accounts', icon: 'key', permission: 'users.manage' },
  'old-records': { href: '/old-records', word: 'Old records', icon: 'clip', permission: 'orders.read' },
  moving: { href: '/moving', word: 'Moving in', icon: 'truck', permission: 'users.manage' },
  security: { href: '/security', word: 'Security log', icon: 'shield', permission: 'history.read' },
} as const satisfies Record<string, Place>;

/** A person who has nothing to decide does not see its place, in any role. */
const forDeciders: Place = places.approvals;

/** Places that a role does without in its rail, because it needs others more: they stand under More. */
const seldom: Partial<Record<Role, readonly (keyof typeof places)[]>> = {
  admin: ['questions', 'history', 'leave', 'timesheets', 'people'],
  manager: ['leave', 'timesheets', 'people'],
  production_manager: ['leave', 'pay', 'people'],
  production_team: ['approvals', 'pay', 'people', 'old-records'],
  sales: ['approvals', 'leave', 'pay', 'people', 'products'],
  employee: ['approvals'],
  auditor: ['people', 'clients', 'products', 'settings', 'old-records', 'security'],
};

export const morePlace: Place = { href: '/more', word: 'More', icon: 'more' };

/** The rail of a role: at most five places; More stands at the end of it. `decides`: for others, today. */
export function placesFor(role: Role, decides: boolean): readonly Place[] {
  return split(role, decides).rail;
}

/** The places that have no room in the rail of a role. */
export function otherPlacesFor(role: Role, decides: boolean): readonly Place[] {
  return split(role, decides).others;
}

/** The place in the rail by which one comes to what waits for a decision. */
export function approvalsPlace(role: Role): Place {
  return placesFor(role, true).includes(forDeciders) ? forDeciders : morePlace;
}

function split(role: Role, decides: boolean): { rail: readonly Place[]; others: readonly Place[] } {
  const rail: Place[] = [];
  const others: Place[] = [];
  for (const [name, place] of Object.entries<Place>(places)) {
    if (place.permission !== undefined && !may(role, place.permission)) continue;
    if (place === forDeciders && !decides) continue;
    // Their first screen is the questions.
    if (place === places.today && role === 'auditor') continue;
    const isSeldom = seldom[role]?.includes(name as keyof typeof places) === true;
    (isSeldom || rail.length === ITEMS_MAX ? others : rail).push(place);
  }
  return { rail, others };
}

/** Whether the address lies in this place, so that it is marked as the current one. An auditor's `/` is the questions. */
export function isAt(place: Place, path: string, role: Role): boolean {
  if (path === '/' && role === 'auditor') return place === places.questions;
  return place.href === '/' ? path === '/' : path === place.href || path.startsWith(`${place.href}/`);
}
