import { hash } from 'node:crypto';
import { BSON } from 'mongodb';

// A small company as the old application kept it, with the faults that it left. Everybody and everything is invented.

export type OldDocument = { readonly [field: string]: unknown };
export type OldCompany = { readonly [collection: string]: readonly OldDocument[] };

const { Double, Int32, Long, Decimal128, ObjectId } = BSON;

export const at = (text: string) => new Date(text);
export const double = (value: number) => new Double(value);
/** The same document has the same id each time. */
const oid = (id: string) => new ObjectId(hash('sha256', id, 'hex').slice(0, 24));

const made = { is_active: true, created_at: at('2026-03-02T01:00:00Z'), updated_at: null };

export function oldUser(id: string, username: string, more: OldDocument = {}): OldDocument {
  const named = { id, username, email: `${username}@old.example`, full_name: `${username} Field`, role: 'sales' };
  return { _id: oid(id), ...named, hashed_password: '$pbkdf2$never-in-a-log', ...made, ...more };
}

export function oldClient(id: string, company_name: string, more: OldDocument = {}): OldDocument {
  const bank_details = { bank_name: 'Lantern', bsb: '000-111', account_number: '99887766' };
  return {
    _id: oid(id),
    id,
    company_name,
    postal_code: '0899',
    contacts: [],
    bank_details,
    payment_terms: '30 days',
    ...made,
    ...more,
  };
}

export function oldProduct(id: string, client_id: string, product_code: string, more: OldDocument = {}): OldDocument {
  const card = { product_type: 'paper_cores', product_description: `Core ${product_code}`, price_ex_gst: double(1.85) };
  return { _id: oid(id), id, client_id, product_code, ...card, material_used: null, ...made, ...more };
}

export function oldLine(product_id: string, quantity: unknown, price: number, total: number): OldDocument {
  const line = { product_id, product_name: `Core of ${product_id}`, quantity, unit_price: double(price) };
  return { ...line, total_price: double(total), specifications: null, is_completed: false };
}

export function oldOrder(id: string, order_number: string, client_id: string, more: OldDocument = {}): OldDocument {
  const amounts = { subtotal: double(185), discount_amount: null, gst: double(18.5), total_amount: double(203.5) };
  return {
    ...{ _id: oid(id), id, order_number, client_id, client_name: 'As it was then', purchase_order_number: 'PO 7' },
    ...{ items: [oldLine('p1', new Int32(100), 1.85, 185)], ...amounts, due_date: at('2026-11-13T00:00:00Z') },
    ...{ priority: 'Must Delivery On Date', status: 'active', current_stage: 'winding', created_by: 'u1' },
    ...{ created_at: at('2026-10-02T03:00:00Z'), updated_at: null, version: new Int32(1) },
    ...more,
  };
}

export function oldStock(id: string, product_id: string, quantity: number, more: OldDocument = {}): OldDocument {
  const of = {
    client_id: 'c1',
    client_name: 'Quill',
    product_id,
    product_code: `CODE-${id}`,
    product_description: `Core on shelf ${id}`,
  };
  return {
    _id: oid(id),
    id,
    ...of,
    quantity_on_hand: double(quantity),
    unit_of_measure: 'pieces',
    minimum_stock_level: double(10),
    ...made,
    ...more,
  };
}

export function oldAllocation(
  id: string,
  stock_id: string,
  quantity: number,
  reference: string,
  more: OldDocument = {},
): OldDocument {
  const of = {
    product_id: 'p1',
    client_id: 'c1',
    movement_type: 'allocation',
    quantity: new Int32(-quantity),
    reference,
  };
  return {
    _id: oid(id),
    id,
    stock_id,
    ...of,
    created_by: 'u1',
    created_at: '2026-10-03T00:00:00.870586+00:00',
    is_archived: false,
    ...more,
  };
}

export function oldEmployee(
  id: string,
  user_id: string | null,
  employee_number: string,
  more: OldDocument = {},
): OldDocument {
  return {
    ...{ _id: oid(id), id, user_id, employee_number, first_name: 'Nadia', last_name: employee_number },
    ...{
      manager_id: null,
      start_date: at('2020-08-03T00:00:00Z'),
      employment_type: 'full_time',
      hourly_rate: double(34.75),
    },
    ...{ weekly_hours: new Int32(38), annual_leave_balance: double(39.71), sick_leave_balance: double(0) },
    ...{ tax_file_number: '123456782', bank_account_bsb: '000-032', bank_account_number: '22943107' },
    ...{ superannuation_fund: 'Driftwood Super', ...made, version: new Int32(2), ...more },
  };
}

export function oldLeave(id: string, employee_id: string, more: OldDocument = {}): OldDocument {
  return {
    ...{ _id: oid(id), id, employee_id, leave_type: 'annual_leave', start_date: at('2026-09-07T00:00:00Z') },
    ...{ end_date: at('2026-09-08T00:00:00Z'), hours_requested: double(15.2), reason: 'Away', status: 'approved' },
    ...{ requested_by: 'u1', approved_by: 'u2', approved_at: at('2026-09-01T21:05:00Z'), rejection_reason: null },
    ...{ created_at: at('2026-08-30T00:00:00Z'), updated_at: at('2026-09-02T00:00:00Z'), ...more },
  };
}

export function oldEntry(date: string, regular: number, overtime = 0, leave: OldDocument = {}): OldDocument {
  return {
    date: at(`${date}T00:00:00Z`),
    regular_hours: double(regular),
    overtime_hours: double(overtime),
    leave_hours: leave,
    notes: null,
  };
}

export function oldSheet(
  id: string,
  employee_id: string,
  week: string,
  entries: readonly OldDocument[],
  more: OldDocument = {},
): OldDocument {
  return {
    ...{ _id: oid(id), id, employee_id, week_starting: at(`${week}T00:00:00Z`), entries, status: 'submitted' },
    ...{
      submitted_at: at('2026-10-30T05:00:00Z'),
      approved_by: null,
      approved_at: null,
      ...made,
      version: double(1),
      ...more,
    },
  };
}

export function oldPay(id: string, employee_id: string, timesheet_id: string, more: OldDocument = {}): OldDocument {
  return {
    ...{ _id: oid(id), id, employee_id, timesheet_id, regular_hours: double(38), overtime_hours: double(1.5) },
    ...{ regular_pay: double(1320.5), overtime_pay: double(78.19), gross_pay: double(1398.69), payg_tax: double(280) },
    ...{
      medicare_levy: double(27.97),
      help_withholding: double(0),
      tax_withheld: double(307.97),
      superannuation: double(158.46),
    },
    ...{ net_pay: double(1090.72), leave_taken: {}, calculated_at: at('2026-10-07T00:00:00Z'), ...more },
  };
}

/** One of most things, without faults. */
export function oldCompany(more: OldCompany = {}): OldCompany {
  return {
    users: [
      oldUser('u1', 'imogen', { role: 'admin' }),
      oldUser('u2', 'dermot', { role: 'manager' }),
      oldUser('u3', 'nadia'),
    ],
    clients: [oldClient('c1', 'Quill'), oldClient('c2', 'Bluewattle')],
    client_products: [oldProduct('p1', 'c1', 'QF-76'), oldProduct('p2', 'c2', 'BW-40')],
    orders: [oldOrder('o1', 'ADM-2026-0030', 'c1')],
    production_logs: [
      {
        _id: oid('l1'),
        id: 'l1',
        order_id: 'o1',
        stage: 'winding',
        updated_by: 'nadia',
        notes: null,
        timestamp: at('2026-10-05T00:00:00Z'),
      },
    ],
    raw_substrate_stock: [oldStock('s1', 'p1', 380)],
    stock_movements: [oldAllocation('m1', 's1', 40, 'ADM-2026-0030')],
    employee_profiles: [oldEmployee('e1', 'u3', 'EMP0005')],
    leave_requests: [oldLeave('v1', 'e1')],
    timesheets: [oldSheet('t1', 'e1', '2026-10-05', [oldEntry('2026-10-05', 7.6), oldEntry('2026-10-06', 7.6, 1.25)])],
    suppliers: [
      { _id: oid('x1'), id: 'x1', supplier_name: 'Kraftwharf Mills', bank_account_number: '00418800', ...made },
    ],
    tooling_shelves: [{ _id: oid('shelf'), order_id: 'o1', shelf: new Long(7n), accessToken: 'never-in-a-log' }],
    ...more,
  };
}

export { Decimal128, Int32, Long };
