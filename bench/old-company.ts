import { BSON } from 'mongodb';
import type { Source } from '../src/moving/source.ts';
import {
  type OldDocument,
  oldAllocation,
  oldClient,
  oldEmployee,
  oldEntry,
  oldLine,
  oldOrder,
  oldPay,
  oldProduct,
  oldSheet,
  oldStock,
  oldUser,
} from '../src/testing/legacy/old-company.ts';

const CLIENTS = 200;
const PRODUCTS = 2_000;
const ITEMS = 1_000;
const PEOPLE = 30;
const FIRST_MONDAY = Date.UTC(2018, 0, 1);
const WEEK_MS = 7 * 86_400_000;

/** An invented company of so many documents, as years of work leave them. None is in memory before it is asked for. */
export function oldCompanyOf(size: number): Source {
  const cards = { users: 2 + PEOPLE, clients: CLIENTS, client_products: PRODUCTS, raw_substrate_stock: ITEMS };
  const people = { employee_profiles: PEOPLE };
  const rest = size - [...Object.values(cards), ...Object.values(people)].reduce((sum, one) => sum + one, 0);
  const share = (of: number) => Math.floor(rest * of);
  const counts: { readonly [collection: string]: number } = {
    ...{ ...cards, ...people },
    ...{ orders: share(0.12), invoices: share(0.1), timesheets: share(0.09), payroll_calculations: share(0.09) },
    ...{ stock_movements: share(0.3), job_cards: share(0.08), error_logs: share(0.05) },
  };
  const told = Object.values(counts).reduce((sum, one) => sum + one, 0);
  return {
    name: 'misty',
    collections: Object.entries({ ...counts, production_logs: size - told }).map(([name, count]) => ({
      name,
      async *documents() {
        const make = makers[name];
        for (let n = 0; make !== undefined && n < count; n++) yield Buffer.from(BSON.serialize(make(n, counts)));
      },
    })),
    close: async () => undefined,
  };
}

type Make = (n: number, counts: { readonly [collection: string]: number }) => OldDocument;

const makers: { readonly [collection: string]: Make } = {
  users: (n) => oldUser(`u${n}`, `person${n}`, { role: n === 0 ? 'admin' : 'sales' }),
  clients: (n) => oldClient(`c${n}`, `Client ${n}`),
  client_products: (n) => oldProduct(`p${n}`, `c${n % CLIENTS}`, `CODE-${n}`),
  raw_substrate_stock: (n) => oldStock(`s${n}`, `p${n}`, 100 + (n % 50), { client_id: `c${n % CLIENTS}` }),
  orders: (n) =>
    oldOrder(`o${n}`, numberOf(n), `c${n % CLIENTS}`, {
      items: [oldLine(`p${n % PRODUCTS}`, new BSON.Int32(100), 1.85, 185)],
      ...(n % 20 === 0 ? {} : { status: 'completed', current_stage: 'cleared' }),
      created_at: momentAt(n),
    }),
  invoices: (n, { orders = 1 }) => ({
    ...{ _id: new BSON.ObjectId(), id: `i${n}`, invoice_number: `INV-${n}`, job_id: `o${n % orders}` },
    ...{ invoice_type: 'full', total_amount: new BSON.Double(203.5), created_at: momentAt(n) },
  }),
  production_logs: (n, { orders = 1 }) => ({
    ...{ _id: new BSON.ObjectId(), id: `l${n}`, order_id: `o${n % orders}`, stage: 'winding', updated_by: 'person3' },
    ...{ notes: null, timestamp: momentAt(n) },
  }),
  stock_movements: (n) =>
    oldAllocation(`m${n}`, `s${n % ITEMS}`, 1, `ADM-gone-${n}`, { is_archived: true, created_at: momentAt(n) }),
  employee_profiles: (n) => oldEmployee(`e${n}`, `u${2 + n}`, `EMP${n}`),
  timesheets: (n) => oldSheet(`t${n}`, `e${n % PEOPLE}`, mondayOf(n), entriesOf(mondayOf(n)), { status: 'paid' }),
  payroll_calculations: (n) => oldPay(`y${n}`, `e${n % PEOPLE}`, `t${n}`),
  job_cards: (n, { orders = 1 }) => ({
    ...{ _id: new BSON.ObjectId(), id: `j${n}`, job_card_number: `JC-${n}`, order_id: `o${n % orders}` },
    ...{ steps: ['slit', 'wind', 'pack'], created_at: momentAt(n) },
  }),
  error_logs: (n) => ({
    ...{
      _id: new BSON.ObjectId(),
      id: `r${n}`,
      message: `It stumbled ${n} times`,
      level: 'error',
      timestamp: momentAt(n),
    },
  }),
};

function numberOf(n: number): string {
  return `ADM-${2018 + Math.floor(n / 2_000)}-${String(1 + (n % 2_000)).padStart(4, '0')}`;
}

function momentAt(n: number): Date {
  return new Date(FIRST_MONDAY + n * 600_000);
}

/** One sheet of each person a week. */
function mondayOf(n: number): string {
  return new Date(FIRST_MONDAY + Math.floor(n / PEOPLE) * WEEK_MS).toISOString().slice(0, 10);
}

function entriesOf(monday: string): readonly OldDocument[] {
  const days = [0, 1, 2, 3, 4].map((day) => new Date(Date.parse(monday) + day * 86_400_000).toISOString().slice(0, 10));
  return days.map((day) => oldEntry(day, 7.6));
}
