import type { DomainEvent } from '../domain/kernel.ts';
import { stageOf } from './context.ts';
import type { LegacyDocument } from './spool.ts';
import { cents, docOf, flagOf, listOf, minutesOf, scaled, tenThousandths, textOf, thousandths } from './values.ts';

/** Figures by collection or kind, each a whole number: cents, minutes, thousandths of a unit. */
export type Figures = { readonly [group: string]: { readonly [figure: string]: number } };

class Sums {
  readonly #groups = new Map<string, Map<string, number>>();

  add(group: string, figure: string, amount: number | undefined): void {
    if (amount === undefined || !Number.isSafeInteger(amount)) return;
    const figures = this.#groups.get(group) ?? new Map<string, number>();
    this.#groups.set(group, figures);
    figures.set(figure, (figures.get(figure) ?? 0) + amount);
  }

  get figures(): Figures {
    const sorted = <Value>(map: ReadonlyMap<string, Value>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      sorted(this.#groups).map(([group, figures]) => [group, Object.fromEntries(sorted(figures))]),
    );
  }
}

/** What the documents say, added up as they say it. */
export class LegacyTotals {
  readonly #sums = new Sums();

  get figures(): Figures {
    return this.#sums.figures;
  }

  add({ collection, doc }: LegacyDocument): void {
    const sum = (figure: string, amount: number | undefined) => this.#sums.add(collection, figure, amount);
    sum('documents', 1);
    switch (collection) {
      case 'users':
        sum('active', flagOf(doc['is_active'], true) ? 1 : 0);
        sum(`role ${textOf(doc['role']) ?? 'none'}`, 1);
        return;
      case 'clients':
        sum('active', flagOf(doc['is_active'], true) ? 1 : 0);
        return;
      case 'client_products':
        sum('priceTenThousandths', tenThousandths(doc['price_ex_gst']));
        return;
      case 'products':
        sum('priceTenThousandths', tenThousandths(doc['unit_price']));
        return;
      case 'materials':
        sum('priceTenThousandths', tenThousandths(doc['price']));
        return;
      case 'orders':
      case 'archived_orders':
        this.#order(collection, doc);
        return;
      case 'invoices':
        sum('totalCents', cents(doc['total_amount']));
        return;
      case 'raw_substrate_stock':
      case 'raw_material_stock':
        sum(`stored ${textOf(doc['unit_of_measure']) ?? 'pieces'}, thousandths`, thousandths(doc['quantity_on_hand']));
        return;
      case 'slit_widths':
        sum('metres, thousandths', thousandths(doc['quantity_meters']));
        return;
      case 'stock_movements': {
        const live = textOf(doc['movement_type'])?.toLowerCase() === 'allocation' && !flagOf(doc['is_archived'], false);
        sum('live allocations', live ? 1 : 0);
        return;
      }
      case 'employee_profiles':
        sum('hourlyRateCents', cents(doc['hourly_rate']));
        for (const type of ['annual', 'sick', 'personal', 'long_service']) {
          sum(`${type} balance, minutes`, minutesOf(doc[`${type}_leave_balance`]));
        }
        return;
      case 'leave_requests':
        sum('minutes', minutesOf(doc['hours_requested']));
        sum(`${textOf(doc['status']) ?? 'none'}, minutes`, minutesOf(doc['hours_requested']));
        return;
      case 'leave_adjustments':
        sum('minutes', minutesOf(doc['adjustment_amount'] ?? doc['adjustment_hours']));
        return;
      case 'timesheets':
        this.#sheet(doc);
        return;
      case 'payroll_calculations':
        sum('grossCents', cents(doc['gross_pay']));
        sum('taxCents', cents(doc['tax_withheld']));
        sum('superCents', cents(doc['superannuation']));
        sum('netCents', cents(doc['net_pay']));
        return;
      case 'payslips': {
        const paper = docOf(doc['payslip_data']);
        sum('grossCents', cents(docOf(paper['earnings'])['gross_pay']));
        sum('netCents', cents(paper['net_pay']));
        return;
      }
      default:
    }
  }

  #order(collection: string, doc: LegacyDocument['doc']): void {
    const sum = (figure: string, amount: number | undefined) => this.#sums.add(collection, figure, amount);
    for (const one of listOf(doc['items'])) {
      const item = docOf(one);
      sum('lines', 1);
      sum('units', scaled(item['quantity'], 0));
      sum('lineCents', cents(item['total_price']));
    }
    sum('subtotalCents', cents(doc['subtotal']));
    sum('discountCents', cents(doc['discount_amount'] ?? 0));
    sum('gstCents', cents(doc['gst']));
    sum('totalCents', cents(doc['total_amount']));
    sum(`stage ${stageOf(doc).stage}`, 1);
  }

  #sheet(doc: LegacyDocument['doc']): void {
    const sum = (figure: string, amount: number | undefined) => this.#sums.add('timesheets', figure, amount);
    sum(`status ${textOf(doc['status']) ?? 'none'}`, 1);
    sum('regular minutes, totals', minutesOf(doc['total_regular_hours']));
    sum('overtime minutes, totals', minutesOf(doc['total_overtime_hours']));
    for (const hours of Object.values(docOf(doc['total_leave_hours']))) sum('leave minutes, totals', minutesOf(hours));
    for (const one of listOf(doc['entries'])) {
      const entry = docOf(one);
      sum('regular minutes, entries', minutesOf(entry['regular_hours'] ?? 0));
      sum('overtime minutes, entries', minutesOf(entry['overtime_hours'] ?? 0));
      for (const hours of Object.values(docOf(entry['leave_hours']))) sum('leave minutes, entries', minutesOf(hours));
    }
  }
}

interface Counted {
  readonly unit: string;
  readonly scale: number;
}

/** What stands here after the move, added up from the events themselves. Only what was moved in counts. */
export class MovedTotals {
  readonly #sums = new Sums();
  readonly #items = new Map<string, Counted>();

  get figures(): Figures {
    return this.#sums.figures;
  }

  add({
    aggregate,
    type,
    data,
    imported,
  }: DomainEvent & { readonly aggregate: string; readonly imported?: object | undefined }): void {
    if (imported === undefined) return;
    const field = <Value>(name: string) => (data as { readonly [name: string]: unknown })[name] as Value | undefined;
    const sum = (group: string, figure: string, amount: number | undefined) => this.#sums.add(group, figure, amount);
    switch (type) {
      case 'UserRegistered':
        sum('users', 'accounts', 1);
        sum('users', 'active', field('closed') ? 0 : 1);
        sum('users', `role ${field<string>('role')}`, 1);
        return;
      case 'ClientRegistered':
        sum('clients', 'cards', 1);
        sum('clients', 'active', field('retired') ? 0 : 1);
        return;
      case 'ProductRegistered':
        sum('products', 'cards', 1);
        sum('products', 'priceTenThousandths', field('unitPrice'));
        return;
      case 'StockItemRegistered':
        this.#items.set(aggregate, { unit: String(field('unit')), scale: field<number>('scale') ?? 0 });
        sum('stock items', 'cards', 1);
        this.#stock(aggregate, 'on hand', field('onHand') ?? 0);
        return;
      case 'StockAllocated':
        this.#stock(aggregate, 'allocated', field('quantity'));
        return;
      case 'StockIssued':
        this.#stock(aggregate, 'on hand', -(field<number>('quantity') ?? 0));
        this.#stock(aggregate, 'allocated', -(field<number>('quantity') ?? 0));
        return;
      case 'OrderPlaced':
        this.#order(data);
        return;
      case 'EmployeeRegistered':
        sum('employees', 'cards', 1);
        return;
      case 'PayRateSet':
        sum('employees', 'hourlyRateCents', field('rateCents'));
        return;
      case 'LeaveBalanceAdjusted':
        sum('leave balances', `${field<string>('type')}, minutes`, field('minutes'));
        return;
      case 'LeaveRequested':
        sum('leave requests', 'requests', 1);
        sum('leave requests', 'minutes', field('minutes'));
        return;
      case 'LeaveApproved':
      case 'LeaveRejected':
      case 'LeaveCancelled':
        sum('leave requests', type, 1);
        sum('leave requests', `${type}, minutes`, field('minutes'));
        return;
      case 'LeaveAdjustmentRecorded':
        sum('leave adjustments', 'minutes', field('minutes'));
        return;
      case 'TimesheetSaved': {
        const entries = field<readonly { readonly minutes: number }[]>('entries') ?? [];
        sum('timesheets', 'sheets', 1);
        sum(
          'timesheets',
          'worked minutes',
          entries.reduce((total, { minutes }) => total + minutes, 0),
        );
        return;
      }
      case 'TimesheetApproved':
      case 'TimesheetPaid':
        sum('timesheets', type, 1);
        return;
      case 'PayCalculated':
        for (const figure of ['grossCents', 'taxCents', 'studyLoanCents', 'superCents', 'netCents'])
          sum('pay', figure, field(figure));
        return;
      case 'LegacyRecordKept':
        sum('kept whole', field<string>('collection') ?? '', 1);
        return;
      default:
    }
  }

  /** In thousandths of the unit, so that no scale matters. */
  #stock(aggregate: string, figure: string, amount: number | undefined): void {
    const item = this.#items.get(aggregate);
    if (item === undefined || amount === undefined) return;
    this.#sums.add('stock items', `${item.unit} ${figure}, thousandths`, amount * 10 ** (3 - item.scale));
  }

  #order(data: object): void {
    const { lines, told, stands } = data as {
      readonly lines: readonly { readonly lineId: string; readonly required: number }[];
      readonly told?: { readonly [amount: string]: number };
      readonly stands?: { readonly stage: string; readonly status: string };
    };
    const sum = (figure: string, amount: number | undefined) => this.#sums.add('orders', figure, amount);
    sum('orders', 1);
    for (const { lineId, required } of lines) {
      // A line for material that is held is no line of the old order.
      if (lineId.startsWith('held-')) sum('lines for material that is held', 1);
      else {
        sum('lines', 1);
        sum('units', required);
      }
    }
    for (const [amount, figure] of Object.entries(told ?? {})) sum(amount, figure);
    if (stands !== undefined) {
      sum(`stage ${stands.stage}`, 1);
      sum(`status ${stands.status}`, 1);
    }
  }
}
