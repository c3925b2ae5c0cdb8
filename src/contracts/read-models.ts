import type { OrderKey } from './in-order.ts';
import type { Permission } from './permissions.ts';
import type { FiltersOf, ReadModelName, RowOf } from './read-model-schemas.ts';
import { type Priority, priorities } from './stages.ts';

// The browser loads this with its first screen: no schemas here, only types of them.

/** What server and tablets have to agree on about a read model. Its rows and filters are in read-model-schemas.ts. */
export interface ReadModel<Row, Filters> {
  /** The right to read it. */
  readonly permission: Permission;
  /** Rows are people's own. Without it, everybody with the permission reads all of them. */
  readonly own?: OwnRows;
  /** Whether single rows can be asked for by id. */
  readonly one?: true;
  readonly list?: ListRules<Row, Filters>;
  readonly series?: SeriesRules;
  /** False: no projection makes it. A route of its own answers, and the live feed tells nothing of it. */
  readonly projected?: false;
}

/**
 * Rows that each belong to an employee. With the permission people read their own, and with more than that other
 * people's. Such rows are never taken away, only not shown, so that it is always known whose they are.
 */
export interface OwnRows {
  /** Field of the row, as the projection keeps it, that holds the employee's id. */
  readonly by: string;
  /** Others' rows are read by those who decide for them, or by those who have this permission. */
  readonly others: 'decide' | Permission;
  /** False: not even one's own rows, because nobody decides their own. */
  readonly self?: false;
}

/** A bounded list. */
export interface ListRules<Row, Filters> {
  /** The rows that belong to it: fields and their values. Undefined stands for any value. */
  where(filters: Filters): { readonly [Field in keyof Row]?: unknown };
  /** Text as people order it ("52 mm" before "102 mm"), numbers from small to large. Left out: as it is told. */
  order?(row: Row): readonly OrderKey[];
  /** Most rows that the list holds. What comes last in its order is left out beyond that, and the answer says so. */
  readonly rowsMax: number;
}

/**
 * A history without an end, the newest first, in pages. `by` is the field that says whose history it is, `field` the
 * one that counts 1, 2, 3 … within it.
 */
export interface SeriesRules {
  readonly by: string;
  readonly field: string;
}

/** Rows of one page at most. */
export const PAGE_MAX = 200;

const all = () => ({});
const ofEmployee = { by: 'employeeId', others: 'decide' } as const;
const latest = (at: string | undefined) => (at === undefined ? 0 : -Date.parse(at));

interface Named {
  readonly name: string;
}
interface OfEmployee {
  readonly employeeName: string;
}

/** The order of orders that are through: the last one first. */
export const throughOrder = ({ stageSince, number }: { readonly stageSince: string; readonly number: string }) => [
  latest(stageSince),
  number,
];

const legacyList = {
  where: ({ about, collection, rejected }: FiltersOf<'legacy-records'>) => ({
    about,
    collection,
    isRejected: rejected,
  }),
  order: ({ collection, title }: { readonly collection: string; readonly title: string }) => [collection, title],
  rowsMax: 1_000,
} as const;

export const readModels = {
  'stock-levels': {
    permission: 'stock.read',
    one: true,
    list: {
      where: ({ kind, retired = false }) => ({ kind, retired }),
      order: ({ name, code }: Named & { readonly code: string }) => [name, code],
      rowsMax: 5_000,
    },
  },
  'stock-movements': { permission: 'stock.read', series: { by: 'itemId', field: 'sequence' } },
  'low-stock': {
    permission: 'stock.read',
    list: {
      where: all,
      // The emptiest first, measured by what is wanted on the shelf.
      order: ({
        onHand,
        allocated,
        reorderPoint,
        name,
      }: Named & { [Figure in 'onHand' | 'allocated' | 'reorderPoint']: number }) => [
        Math.trunc(((onHand - allocated) * 1_000) / Math.max(1, reorderPoint)),
        name,
      ],
      rowsMax: 2_000,
    },
  },
  'order-board': {
    permission: 'orders.read',
    list: {
      where: ({ archived = false, stage, clientId }) => ({ archived, stage, clientId }),
      // Open orders by what is to be done next.
      order: (card: {
        readonly archived: boolean;
        readonly priority: Priority;
        readonly dueDate: string;
        readonly number: string;
        readonly stageSince: string;
      }) => (card.archived ? throughOrder(card) : [priorities.indexOf(card.priority), card.dueDate, card.number]),
      rowsMax: 2_000,
    },
  },
  'order-details': { permission: 'orders.read', one: true },
  'client-history': { permission: 'catalogue.read', one: true },
  'product-history': { permission: 'catalogue.read', one: true },
  clients: {
    permission: 'catalogue.read',
    one: true,
    list: { where: ({ retired = false }) => ({ retired }), order: ({ name }: Named) => [name], rowsMax: 5_000 },
  },
  products: {
    permission: 'catalogue.read',
    one: true,
    list: {
      where: ({ kind, clientId, retired = false }) => ({ kind, clientId, retired }),
      order: ({ name, sku }: Named & { readonly sku: string }) => [name, sku],
      rowsMax: 5_000,
    },
  },
  people: {
    permission: 'users.manage',
    one: true,
    list: {
      where: ({ username }) => ({ signInName: username?.toLowerCase() }),
      order: ({ name, username }: Named & { readonly username: string }) => [name, username],
      rowsMax: 1_000,
    },
  },
  'sign-ins': {
    permission: 'users.manage',
    one: true,
    list: {
      where: all,
      // Accounts that have never signed in come last.
      order: ({ last }: { readonly last?: { readonly at: string } | undefined }) => [latest(last?.at)],
      rowsMax: 1_000,
    },
  },
  devices: {
    permission: 'devices.manage',
    one: true,
    list: {
      where: all,
      order: ({ name, enrolled }: Named & { readonly enrolled: { readonly at: string } }) => [name, enrolled.at],
      rowsMax: 1_000,
    },
  },
  'security-log': {
    permission: 'history.read',
    list: {
      where: ({ month, userId }) => ({ month, userId }),
      order: ({ position, index }: { readonly position: number; readonly index: number }) => [-position, -index],
      rowsMax: 10_000,
    },
  },
  employees: {
    permission: 'people.read',
    one: true,
    list: {
      where: ({ active }) => ({ active }),
      order: ({ name, number }: Named & { readonly number: string }) => [name, number],
      rowsMax: 2_000,
    },
  },
  'employee-cards': {
    permission: 'own.card',
    own: ofEmployee,
    one: true,
    list: { where: all, order: ({ name }: Named) => [name], rowsMax: 2_000 },
  },
  'employee-pay': {
    permission: 'own.pay',
    own: { by: 'employeeId', others: 'pay.read' },
    one: true,
    list: {
      where: ({ active }) => ({ active }),
      order: ({ name, number }: Named & { readonly number: string }) => [name, number],
      rowsMax: 2_000,
    },
  },
  'leave-balances': {
    permission: 'own.leave',
    own: ofEmployee,
    one: true,
    list: { where: all, order: ({ employeeName }: OfEmployee) => [employeeName], rowsMax: 2_000 },
  },
  'leave-movements': {
    permission: 'own.leave',
    own: ofEmployee,
    series: { by: 'employeeId', field: 'sequence' },
  },
  'leave-requests': {
    permission: 'own.leave',
    own: ofEmployee,
    one: true,
    list: {
      where: ({ employeeId, status }) => ({ employeeId, status }),
      order: ({ requestedAt }: { readonly requestedAt: string }) => [latest(requestedAt)],
      rowsMax: 2_000,
    },
  },
  'team-calendar': {
    permission: 'calendar.read',
    list: {
      where: ({ employeeId }) => ({ employeeId }),
      // What is to come is read most, so it comes first.
      order: ({ lastDay, employeeName }: OfEmployee & { readonly lastDay: string }) => [latest(lastDay), employeeName],
      rowsMax: 2_000,
    },
  },
  timesheets: {
    permission: 'own.timesheet',
    own: ofEmployee,
    list: {
      where: ({ employeeId, monday, status }) => ({ employeeId, monday, status }),
      order: ({ monday, employeeName }: OfEmployee & { readonly monday: string }) => [latest(monday), employeeName],
      rowsMax: 2_000,
    },
  },
  'timesheet-weeks': { permission: 'own.timesheet', own: ofEmployee, one: true },
  approvals: {
    permission: 'approvals.decide',
    own: { ...ofEmployee, self: false },
    one: true,
    list: {
      where: ({ status = 'waiting', employeeId }) => ({ status, employeeId }),
      // What has waited longest comes first. Of what is decided, the newest.
      order: (card: {
        readonly status: string;
        readonly askedAt?: string | undefined;
        readonly decision?: { readonly at: string } | undefined;
      }) => [card.status === 'decided' ? latest(card.decision?.at) : -latest(card.askedAt)],
      rowsMax: 2_000,
    },
  },
  clock: {
    permission: 'own.clock',
    own: ofEmployee,
    one: true,
    list: {
      where: ({ on }) => ({ on }),
      order: ({ employeeName }: OfEmployee) => [employeeName],
      rowsMax: 2_000,
    },
  },
  'pay-runs': {
    permission: 'pay.read',
    one: true,
    list: {
      where: ({ status }) => ({ status }),
      order: ({ payDate, openedAt }: { readonly payDate: string; readonly openedAt: string }) => [
        latest(payDate),
        latest(openedAt),
      ],
      rowsMax: 1_000,
    },
  },
  payslips: {
    permission: 'own.pay',
    own: { by: 'employeeId', others: 'pay.read' },
    one: true,
    list: {
      where: (filters) => filters,
      order: ({ monday, employeeName }: OfEmployee & { readonly monday: string }) => [latest(monday), employeeName],
      rowsMax: 2_000,
    },
  },
  'legacy-records': { permission: 'orders.read', one: true, list: legacyList },
  /** The same of people, pay and what the office keeps to itself. */
  'confidential-records': { permission: 'pay.read', one: true, list: legacyList },
  moving: { permission: 'users.manage', one: true },
  settings: { permission: 'settings.read', one: true },
  'pay-tables': { permission: 'settings.read', list: { where: all, rowsMax: 100 }, projected: false },
  'private-details': {
    permission: 'own.pay',
    own: { by: 'id', others: 'pay.read' },
    one: true,
    projected: false,
  },
} as const satisfies { readonly [Name in ReadModelName]: ReadModel<RowOf<Name>, FiltersOf<Name>> };

type With<Part extends keyof ReadModel<never, never>> = {
  [Name in ReadModelName]: (typeof readModels)[Name] extends { readonly [Key in Part]: unknown } ? Name : never;
}[ReadModelName];

export type ListName = With<'list'>;
export type ItemName = With<'one'>;
/** Histories without an end, each of one owner. */
export type SeriesName = With<'series'>;
/** The read models that projections make out of the log. */
export type ProjectedName = Exclude<ReadModelName, With<'projected'>>;

export type { FiltersOf, ReadModelName, RowOf } from './read-model-schemas.ts';
