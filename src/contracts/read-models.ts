import type { OrderKey } from './in-order.ts';
import type { readModelAccess } from './read-model-access.ts';
import type { FiltersOf, ReadModelName, RowOf } from './read-model-schemas.ts';
import { type Priority, priorities } from './stages.ts';

// The browser loads this with its first screen: no schemas here, only types of them.

/** What server and tablets have to agree on about the rows of a read model. Who may read it: read-model-access.ts. */
export interface ToldRows<Row, Filters> {
  readonly list?: ListRules<Row, Filters>;
  readonly series?: SeriesRules;
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
    list: {
      where: ({ kind, retired = false }) => ({ kind, retired }),
      order: ({ name, code }: Named & { readonly code: string }) => [name, code],
      rowsMax: 5_000,
    },
  },
  'stock-movements': { series: { by: 'itemId', field: 'sequence' } },
  'low-stock': {
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
  'material-use': {
    list: { where: all, order: ({ name, code }: Named & { readonly code: string }) => [name, code], rowsMax: 5_000 },
  },
  'order-board': {
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
  'orders-out': {
    list: {
      where: all,
      order: ({ outAt }: { readonly outAt?: string | undefined }) => [latest(outAt)],
      rowsMax: 5_000,
    },
  },
  clients: {
    list: { where: ({ retired = false }) => ({ retired }), order: ({ name }: Named) => [name], rowsMax: 5_000 },
  },
  products: {
    list: {
      where: ({ kind, clientId, retired = false }) => ({ kind, clientId, retired }),
      order: ({ name, sku }: Named & { readonly sku: string }) => [name, sku],
      rowsMax: 5_000,
    },
  },
  people: {
    list: {
      where: ({ username }) => ({ signInName: username?.toLowerCase() }),
      order: ({ name, username }: Named & { readonly username: string }) => [name, username],
      rowsMax: 1_000,
    },
  },
  'sign-ins': {
    list: {
      where: all,
      // Accounts that have never signed in come last.
      order: ({ last }: { readonly last?: { readonly at: string } | undefined }) => [latest(last?.at)],
      rowsMax: 1_000,
    },
  },
  devices: {
    list: {
      where: all,
      order: ({ name, enrolled }: Named & { readonly enrolled: { readonly at: string } }) => [name, enrolled.at],
      rowsMax: 1_000,
    },
  },
  'security-log': {
    list: {
      where: ({ month, userId }) => ({ month, userId }),
      order: ({ position, index }: { readonly position: number; readonly index: number }) => [-position, -index],
      rowsMax: 10_000,
    },
  },
  employees: {
    list: {
      where: ({ active }) => ({ active }),
      order: ({ name, number }: Named & { readonly number: string }) => [name, number],
      rowsMax: 2_000,
    },
  },
  'employee-cards': {
    list: { where: all, order: ({ name }: Named) => [name], rowsMax: 2_000 },
  },
  'employee-pay': {
    list: {
      where: ({ active }) => ({ active }),
      order: ({ name, number }: Named & { readonly number: string }) => [name, number],
      rowsMax: 2_000,
    },
  },
  'leave-balances': {
    list: { where: all, order: ({ employeeName }: OfEmployee) => [employeeName], rowsMax: 2_000 },
  },
  'leave-movements': {
    series: { by: 'employeeId', field: 'sequence' },
  },
  'leave-requests': {
    list: {
      where: ({ employeeId, status }) => ({ employeeId, status }),
      order: ({ requestedAt }: { readonly requestedAt: string }) => [latest(requestedAt)],
      rowsMax: 2_000,
    },
  },
  'team-calendar': {
    list: {
      where: ({ employeeId }) => ({ employeeId }),
      // What is to come is read most, so it comes first.
      order: ({ lastDay, employeeName }: OfEmployee & { readonly lastDay: string }) => [latest(lastDay), employeeName],
      rowsMax: 2_000,
    },
  },
  timesheets: {
    list: {
      where: ({ employeeId, monday, status }) => ({ employeeId, monday, status }),
      order: ({ monday, employeeName }: OfEmployee & { readonly monday: string }) => [latest(monday), employeeName],
      rowsMax: 2_000,
    },
  },
  approvals: {
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
    list: {
      where: ({ on }) => ({ on }),
      order: ({ employeeName }: OfEmployee) => [employeeName],
      rowsMax: 2_000,
    },
  },
  'pay-runs': {
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
    list: {
      where: (filters) => filters,
      order: ({ monday, employeeName }: OfEmployee & { readonly monday: string }) => [latest(monday), employeeName],
      rowsMax: 2_000,
    },
  },
  'legacy-records': { list: legacyList },
  /** The same of people, pay and what the office keeps to itself. */
  'confidential-records': { list: legacyList },
  'pay-tables': { list: { where: all, rowsMax: 100 } },
} as const satisfies { readonly [Name in ReadModelName]?: ToldRows<RowOf<Name>, FiltersOf<Name>> };

type Told = typeof readModels;
type Access = typeof readModelAccess;

export type ListName = {
  [Name in keyof Told]: Told[Name] extends { readonly list: unknown } ? Name : never;
}[keyof Told];
/** Histories without an end, each of one owner. */
export type SeriesName = {
  [Name in keyof Told]: Told[Name] extends { readonly series: unknown } ? Name : never;
}[keyof Told];
export type ItemName = {
  [Name in ReadModelName]: Access[Name] extends { readonly one: true } ? Name : never;
}[ReadModelName];
/** The read models that projections make out of the log. */
export type ProjectedName = {
  [Name in ReadModelName]: Access[Name] extends { readonly projected: false } ? never : Name;
}[ReadModelName];

export type { FiltersOf, ReadModelName, RowOf } from './read-model-schemas.ts';
