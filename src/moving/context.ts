import type { MovingRule } from '../contracts/moving.ts';
import { stages } from '../contracts/stages.ts';
import { thingId } from './identity.ts';
import { troubleOf } from './order-trouble.ts';
import { profileTrouble } from './profile-trouble.ts';
import type { LegacyDocument } from './spool.ts';
import { type Doc, docOf, flagOf, idText, listOf, momentOf, scaled, textOf } from './values.ts';

// What has to be known of all documents before any of them is classified: who is who, and what belongs to what. It is
// small, so that a large company fits in memory.

export interface UserFacts {
  readonly id: string;
  readonly userId: string;
  readonly username: string;
  readonly email: string | undefined;
  readonly active: boolean;
  readonly lastLogin: string;
  readonly created: string;
}

export interface OrderFacts {
  readonly collection: string;
  readonly id: string;
  readonly orderId: string;
  readonly number: string | undefined;
  readonly clientId: string | undefined;
  readonly created: string;
  readonly stage: string;
  readonly cancelled: boolean;
  readonly lines: readonly { readonly productId: string | undefined; readonly quantity: number }[];
}

export interface EmployeeFacts {
  readonly id: string;
  readonly employeeId: string;
  readonly userId: string | undefined;
  readonly number: string | undefined;
  readonly name: string;
  readonly managerId: string | undefined;
}

export interface MovementFacts {
  readonly index: number;
  readonly created: string;
  readonly id: string;
  /** Live: an allocation that is not archived. */
  readonly live: boolean;
  /** In thousandths, without a sign. */
  readonly quantity: number;
  readonly orderRef: string | undefined;
  readonly number: string | undefined;
  readonly clientId: string | undefined;
  readonly productId: string | undefined;
}

export interface SheetFacts {
  readonly id: string;
  readonly index: number;
  readonly employeeRef: string | undefined;
  readonly approved: boolean;
}

/** What of another document belongs to this one. */
type Belonging = Map<string, number[]>;

export class Context {
  readonly users = new Map<string, UserFacts>();
  readonly usernames = new Map<string, UserFacts>();
  readonly clients = new Map<string, { readonly clientId: string; readonly name: string }>();
  readonly products = new Map<
    string,
    { readonly productId: string; readonly collection: string; readonly name: string }
  >();
  /** By the id of the material: the stock items of it, in the order of the source. */
  readonly itemsOfMaterial = new Map<string, string[]>();
  readonly materials = new Map<string, { readonly index: number; readonly name: string }>();
  readonly items = new Map<string, string>();
  readonly orders = new Map<string, OrderFacts>();
  readonly ordersByNumber = new Map<string, OrderFacts[]>();
  readonly employees = new Map<string, EmployeeFacts>();
  readonly employeesByUser = new Map<string, EmployeeFacts>();
  readonly movementsOf = new Map<string, MovementFacts[]>();
  readonly logsOf: Belonging = new Map();
  readonly archivesOf: Belonging = new Map();
  readonly invoicesOf: Belonging = new Map();
  readonly sheets = new Map<string, SheetFacts>();
  readonly calculationsOf: Belonging = new Map();
  readonly payslipsOf: Belonging = new Map();
  /** Highest order number ever seen, by year. */
  readonly highest = new Map<string, number>();
  #rules: ReadonlyMap<string, string> = new Map();

  rulesAre(rules: readonly MovingRule[]): void {
    this.#rules = new Map(rules.map(({ kind, from, to }) => [`${kind} ${from}`, to]));
  }

  /** What a rule says is meant. */
  ruled(kind: MovingRule['kind'], from: string): string | undefined {
    return this.#rules.get(`${kind} ${from}`);
  }

  inspect(document: LegacyDocument, index: number): void {
    const note = inspectors[document.collection];
    if (note !== undefined && !document.doubled) note(this, document, index);
    if (document.collection !== 'orders' && document.collection !== 'archived_orders') return;
    this.numberSeen(textOf(document.doc['order_number']));
  }

  numberSeen(number: string | undefined): void {
    const found = numberParts(number);
    if (found !== undefined) this.highest.set(found.year, Math.max(this.highest.get(found.year) ?? 0, found.number));
  }

  /** The user that a field names: by id, or by user name. */
  user(value: unknown): UserFacts | undefined {
    const text = idText(value);
    if (text === undefined) return undefined;
    const meant = this.ruled('person', text) ?? text;
    return this.users.get(meant) ?? this.usernames.get(meant.trim().toLowerCase());
  }

  /** Who did something: an id of a user here, or the words of the old application. */
  by(value: unknown): string | undefined {
    return this.user(value)?.userId ?? idText(value);
  }

  /** The employee that a field names, also by the id of the account. */
  employee(value: unknown): { readonly found: EmployeeFacts; readonly byAccount: boolean } | undefined {
    const text = idText(value);
    if (text === undefined) return undefined;
    const meant = this.ruled('person', text) ?? text;
    const own = this.employees.get(meant);
    if (own !== undefined) return { found: own, byAccount: false };
    const user = this.users.get(meant) ?? this.usernames.get(meant.trim().toLowerCase());
    const linked = this.employeesByUser.get(meant) ?? (user && this.employeesByUser.get(user.id));
    return linked === undefined ? undefined : { found: linked, byAccount: true };
  }

  /** After all documents were seen: an archived copy without its original is an order of its own. */
  complete(): void {
    for (const [id, facts] of this.#archived) if (!this.orders.has(id)) this.#order(facts);
    this.#archived.clear();
    for (const movements of this.movementsOf.values()) {
      movements.sort((a, b) => (a.created === b.created ? order(a.id, b.id) : order(a.created, b.created)));
      for (const { number } of movements) this.numberSeen(number);
    }
  }

  readonly #archived = new Map<string, OrderFacts>();

  archived(facts: OrderFacts): void {
    if (!this.#archived.has(facts.id)) this.#archived.set(facts.id, facts);
  }

  order(facts: OrderFacts): void {
    this.#order(facts);
  }

  /** The orders of a client, or all. */
  ordersOfClient(clientId: string | undefined): readonly OrderFacts[] {
    return clientId === undefined ? [...this.orders.values()] : (this.#byClient.get(clientId) ?? []);
  }

  readonly #byClient = new Map<string, OrderFacts[]>();

  #order(facts: OrderFacts): void {
    this.orders.set(facts.id, facts);
    const { clientId } = facts;
    if (clientId !== undefined) {
      const all = this.#byClient.get(clientId);
      if (all === undefined) this.#byClient.set(clientId, [facts]);
      else all.push(facts);
    }
    if (facts.number === undefined) return;
    this.ordersByNumber.set(facts.number, [...(this.ordersByNumber.get(facts.number) ?? []), facts]);
  }
}

export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** 2026 and 30 of ADM-2026-0030. */
export function numberParts(text: string | undefined): { readonly year: string; readonly number: number } | undefined {
  const found = /\bADM-(\d{4})-(\d{1,9})\b/i.exec(text ?? '');
  return found?.[1] === undefined ? undefined : { year: found[1], number: Number(found[2]) };
}

type Inspect = (context: Context, document: LegacyDocument, index: number) => void;

function belongs(field: string, into: (context: Context) => Belonging): Inspect {
  return (context, { doc }, index) => {
    const id = idText(doc[field]);
    if (id === undefined) return;
    const all = into(context).get(id);
    if (all === undefined) into(context).set(id, [index]);
    else all.push(index);
  };
}

const createdOf = (doc: Doc) => momentOf(doc['created_at']) ?? '';

const inspectors: { readonly [collection: string]: Inspect } = {
  users(context, { collection, id, doc }) {
    const facts: UserFacts = {
      ...{
        id,
        userId: thingId(collection, id),
        username: textOf(doc['username']) ?? '',
        email: textOf(doc['email'])?.trim(),
      },
      ...{
        active: flagOf(doc['is_active'], true),
        lastLogin: momentOf(doc['last_login']) ?? '',
        created: createdOf(doc),
      },
    };
    context.users.set(id, facts);
    const hex = idText(doc['_id']);
    if (hex !== undefined && !context.users.has(hex)) context.users.set(hex, facts);
    const name = facts.username.trim().toLowerCase();
    if (name !== '' && !context.usernames.has(name)) context.usernames.set(name, facts);
  },
  clients(context, { collection, id, doc }) {
    context.clients.set(id, { clientId: thingId(collection, id), name: textOf(doc['company_name']) ?? id });
  },
  client_products(context, { collection, id, doc }) {
    const name = textOf(doc['product_description']) ?? textOf(doc['product_code']) ?? id;
    context.products.set(id, { productId: thingId(collection, id), collection, name });
  },
  products(context, { collection, id, doc }) {
    // The newer catalogue counts where both have an id.
    if (context.products.get(id)?.collection === 'client_products') return;
    context.products.set(id, {
      productId: thingId(collection, id),
      collection,
      name: textOf(doc['product_name']) ?? id,
    });
  },
  materials(context, { id, doc }, index) {
    context.materials.set(id, {
      index,
      name: textOf(doc['material_description']) ?? textOf(doc['product_code']) ?? id,
    });
  },
  raw_material_stock(context, { collection, id, doc }) {
    context.items.set(id, thingId(collection, id));
    const material = idText(doc['material_id']);
    if (material === undefined) return;
    context.itemsOfMaterial.set(material, [...(context.itemsOfMaterial.get(material) ?? []), id]);
  },
  raw_substrate_stock: (context, { collection, id }) => void context.items.set(id, thingId(collection, id)),
  slit_widths: (context, { collection, id }) => void context.items.set(id, thingId(collection, id)),
  orders(context, document) {
    if (troubleOf(document.doc) === undefined) context.order(orderFacts(document, document.id));
  },
  archived_orders(context, document, index) {
    const original = idText(document.doc['original_order_id']) ?? document.id;
    context.archivesOf.set(original, [...(context.archivesOf.get(original) ?? []), index]);
    if (troubleOf(document.doc) === undefined) context.archived(orderFacts(document, original));
  },
  production_logs: belongs('order_id', (context) => context.logsOf),
  invoices: belongs('job_id', (context) => context.invoicesOf),
  payroll_calculations: belongs('timesheet_id', (context) => context.calculationsOf),
  payslips: belongs('timesheet_id', (context) => context.payslipsOf),
  stock_movements(context, { id, doc }, index) {
    const stock = idText(doc['stock_id']);
    if (stock === undefined) return;
    const reference = textOf(doc['reference']);
    const type = textOf(doc['movement_type'])?.toLowerCase();
    const facts: MovementFacts = {
      ...{
        index,
        id,
        created: createdOf(doc),
        quantity: Math.abs(scaled(doc['quantity'] ?? doc['quantity_change'], 3) ?? 0),
      },
      live: type === 'allocation' && !flagOf(doc['is_archived'], false),
      ...{ orderRef: idText(doc['reference_id']), number: reference, clientId: idText(doc['client_id']) },
      productId: idText(doc['product_id']),
    };
    const all = context.movementsOf.get(stock);
    if (all === undefined) context.movementsOf.set(stock, [facts]);
    else all.push(facts);
  },
  employee_profiles(context, { collection, id, doc }) {
    if (profileTrouble(doc) !== undefined) return;
    const name = [textOf(doc['first_name']), textOf(doc['last_name'])].filter((one) => one !== undefined).join(' ');
    const facts: EmployeeFacts = {
      ...{
        id,
        employeeId: thingId(collection, id),
        userId: idText(doc['user_id']),
        number: textOf(doc['employee_number']),
      },
      ...{ name: name === '' ? (textOf(doc['employee_number']) ?? id) : name, managerId: idText(doc['manager_id']) },
    };
    context.employees.set(id, facts);
    if (facts.userId !== undefined && !context.employeesByUser.has(facts.userId)) {
      context.employeesByUser.set(facts.userId, facts);
    }
  },
  timesheets(context, { id, doc }, index) {
    const status = textOf(doc['status'])?.toLowerCase();
    const approved = status === 'approved' || status === 'paid';
    context.sheets.set(id, { id, index, employeeRef: idText(doc['employee_id']), approved });
  },
};

function orderFacts({ collection, doc }: LegacyDocument, id: string): OrderFacts {
  const { stage, cancelled } = stageOf(doc);
  return {
    ...{ collection, id, orderId: thingId('orders', id), number: textOf(doc['order_number'])?.trim() },
    ...{ clientId: idText(doc['client_id']), created: createdOf(doc), stage, cancelled },
    lines: listOf(doc['items']).map((one) => {
      const item = docOf(one);
      return { productId: idText(item['product_id']), quantity: scaled(item['quantity'], 3) ?? 0 };
    }),
  };
}

/** Stage and whether it was cancelled. Where the status says that it is through, it is. */
export function stageOf(doc: Doc): {
  readonly stage: (typeof stages)[number];
  readonly cancelled: boolean;
  readonly known: boolean;
} {
  const status = textOf(doc['status'])?.trim().toLowerCase();
  const said = (textOf(doc['current_stage']) ?? textOf(doc['final_stage']))
    ?.trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  const found = stages.find((one) => one === said);
  const cancelled = status === 'cancelled' || status === 'canceled';
  if (!cancelled && (status === 'completed' || status === 'archived'))
    return { stage: 'cleared', cancelled, known: true };
  if (doc['current_stage'] === undefined && doc['original_order_id'] !== undefined) {
    return { stage: 'cleared', cancelled, known: true };
  }
  if (found !== undefined) return { stage: found, cancelled, known: true };
  if (status === 'accounting_draft') return { stage: 'accounting_transaction', cancelled, known: true };
  return { stage: 'order_entered', cancelled, known: false };
}
