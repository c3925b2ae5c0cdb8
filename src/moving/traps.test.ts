import { BSON } from 'mongodb';
import { movingRule } from '../contracts/moving.ts';
import {
  at,
  Decimal128,
  double,
  Int32,
  Long,
  oldAllocation,
  oldClient,
  oldCompany,
  oldEmployee,
  oldEntry,
  oldLeave,
  oldLine,
  oldOrder,
  oldPay,
  oldProduct,
  oldSheet,
  oldStock,
  oldUser,
} from '../testing/legacy/old-company.ts';
import { planned } from '../testing/legacy/planned.ts';
import { assert, suite } from '../testing/suite.ts';

const fields = (value: unknown, ...names: readonly string[]) =>
  names.map((name) => (value as { [field: string]: unknown })?.[name]);

suite('what the old application left, of orders and stock,', (test) => {
  test('amounts stay as the client was told, each by itself, and are said where they do not fit', async () => {
    const order = oldOrder('o1', 'ADM-2026-0030', 'c1', {
      ...{ items: [oldLine('p1', new Int32(150_000), 0.0385, 5775)], subtotal: double(7139.61), gst: double(713.96) },
      ...{
        total_amount: new Decimal128('7853.58'),
        discount_amount: double(55.199999999999996),
        discount_percentage: double(2.5),
      },
    });
    const { data, marksOf } = await planned(oldCompany({ orders: [order] }));
    const placed = data('order/orders-o1', 'OrderImported');
    assert.equal(placed['told'], {
      subtotalCents: 713_961,
      discountCents: 5_520,
      gstCents: 71_396,
      totalCents: 785_358,
    });
    const [line] = placed['lines'] as readonly unknown[];
    assert.equal(fields(line, 'lineId', 'required', 'unitPrice', 'productId'), [
      'line-1',
      150_000,
      385,
      'client-products-p1',
    ]);
    assert.is(placed['discountBasisPoints'], 250);
    assert.ok(marksOf('orders', 'o1').some((what) => what.startsWith('subtotal 7139.61, its lines 5775.00')));
    assert.ok(marksOf('orders', 'o1').includes('a price has parts of a cent'));
  });

  test('the version begins at 1; that of the old application, or none, is a fact of the import', async () => {
    const orders = [
      oldOrder('o1', 'ADM-2026-0001', 'c1', { version: double(3) }),
      oldOrder('o2', 'ADM-2026-0002', 'c1', { version: undefined }),
    ];
    const { of } = await planned(oldCompany({ orders }));
    assert.equal(
      ['o1', 'o2']
        .map((id) => of(`order/orders-${id}`)[0])
        .map((event) => fields(event?.imported, 'legacyId', 'legacyVersion')),
      [
        ['o1', 3],
        ['o2', null],
      ],
    );
  });

  test('of two with one number the first keeps it; the next new one is above all that were ever seen', async () => {
    const orders = [
      oldOrder('later', 'ADM-2026-0030', 'c2', {
        created_at: at('2026-10-02T03:00:00.360Z'),
        purchase_order_number: null,
      }),
      oldOrder('first', 'ADM-2026-0030', 'c1', { created_at: at('2026-10-02T03:00:00Z') }),
    ];
    const gone = oldAllocation('m9', 's1', 5, 'ADM-2026-0037');
    const { data, marksOf } = await planned(oldCompany({ orders, stock_movements: [gone] }));
    assert.is(data('order/orders-first', 'OrderImported')['number'], 'ADM-2026-0030');
    assert.equal(fields(data('order/orders-later', 'OrderImported'), 'number', 'reference'), [
      'ADM-2026-0038',
      'was ADM-2026-0030',
    ]);
    assert.is(data('order-numbers/2026', 'OrderNumberTaken')['number'], 38);
    assert.is(marksOf('orders', 'later').length, 1);
  });

  test('stage and cancellation say where it stands; a closed order holds nothing', async () => {
    const orders = [
      oldOrder('done', 'ADM-2026-0001', 'c1', { status: 'completed', current_stage: 'delivery' }),
      oldOrder('off', 'ADM-2026-0002', 'c1', { status: 'cancelled' }),
      oldOrder('late', 'ADM-2026-0003', 'c1', { status: 'overdue' }),
      oldOrder('billed', 'ADM-2026-0004', 'c1', {
        status: 'accounting_draft',
        current_stage: 'accounting_transaction',
      }),
    ];
    const stock_movements = [
      oldAllocation('m2', 's1', 30, 'ADM-2026-0002'),
      oldAllocation('m4', 's1', 20, 'ADM-2026-0004'),
    ];
    const { data, of, marksOf } = await planned(oldCompany({ orders, stock_movements }));
    const stands = (id: string) => fields(data(`order/orders-${id}`, 'OrderImported')['stands'], 'stage', 'status');
    assert.equal(['done', 'off', 'late', 'billed'].map(stands), [
      ['cleared', 'cleared'],
      ['winding', 'cancelled'],
      ['winding', 'open'],
      ['accounting_transaction', 'open'],
    ]);
    // 380 were left, 30 are given back, and 20 have gone with the order.
    const item = 'stock-item/raw-substrate-stock-s1';
    assert.is(data(item, 'StockItemImported')['onHand'], 430);
    assert.equal(
      of(item).map(({ type }) => type),
      ['StockItemImported', 'StockMovementRecorded', 'StockAllocated', 'StockIssued'],
    );
    assert.ok(
      marksOf('raw_substrate_stock', 's1').includes('30 piece released, as its order was cancelled: to be counted'),
    );
  });

  test('nothing is negative: what two tablets took is given in order of time, as far as it goes', async () => {
    const orders = [oldOrder('o1', 'ADM-2026-0028', 'c1'), oldOrder('o2', 'ADM-2026-0029', 'c1')];
    const stock_movements = [
      oldAllocation('m2', 's1', 60, 'ADM-2026-0029', { created_at: '2026-10-05T00:00:00+00:00' }),
      oldAllocation('m1', 's1', 60, 'ADM-2026-0028', { created_at: '2026-10-04T00:00:00+00:00' }),
    ];
    const company = oldCompany({ orders, stock_movements, raw_substrate_stock: [oldStock('s1', 'p1', -40)] });
    const { of, data, marksOf } = await planned(company);
    const item = 'stock-item/raw-substrate-stock-s1';
    assert.is(data(item, 'StockItemImported')['onHand'], 80);
    const given = of(item).filter(({ type }) => type === 'StockAllocated');
    assert.equal(
      given.map((event) => fields(event.data, 'orderId', 'quantity')),
      [
        ['orders-o1', 60],
        ['orders-o2', 20],
      ],
    );
    assert.ok(marksOf('orders', 'o2').some((what) => what.startsWith('40 piece')));
    const counted = await planned(company, [{ kind: 'stock', from: 's1', to: '120' }]);
    assert.is(counted.data(item, 'StockItemImported')['onHand'], 120);
  });

  test('an allocation of a form that was never numbered goes to the one order that fits it', async () => {
    const reference = 'Pending Order - 2026-10-02T02:45:00.000Z';
    const pending = oldAllocation('m1', 's1', 40, reference, { created_at: '2026-10-02T02:45:00+00:00' });
    const one = await planned(oldCompany({ stock_movements: [pending] }));
    assert.is(one.data('order/orders-o1', 'OrderLineAllocated')['quantity'], 40);
    const orders = [oldOrder('o1', 'ADM-2026-0030', 'c1'), oldOrder('o2', 'ADM-2026-0031', 'c1')];
    const several = await planned(oldCompany({ orders, stock_movements: [pending] }));
    assert.is(
      several.events.some(({ type }) => type === 'OrderLineAllocated'),
      false,
    );
  });

  test('slit metres are on hand with what is held, and an order holds them on a line of its own', async () => {
    const slit = {
      id: 'w1',
      raw_material_name: 'Kraft',
      slit_width_mm: double(52),
      quantity_meters: double(500),
      remaining_quantity: double(400),
    };
    const held = {
      id: 'm1',
      stock_id: 'w1',
      stock_type: 'slit_width',
      movement_type: 'allocation',
      quantity_change: double(-100.25),
      reference_id: 'o1',
    };
    const { data } = await planned(
      oldCompany({ slit_widths: [slit], stock_movements: [{ ...held, created_at: at('2026-10-03T00:00:00Z') }] }),
    );
    assert.equal(fields(data('stock-item/slit-widths-w1', 'StockItemImported'), 'name', 'onHand', 'unit'), [
      '52 mm Kraft',
      500_000,
      'm',
    ]);
    const lines = data('order/orders-o1', 'OrderImported')['lines'] as readonly unknown[];
    assert.equal(fields(lines[1], 'lineId', 'itemId', 'required'), ['held-1', 'slit-widths-w1', 100_250]);
    assert.is(data('order/orders-o1', 'OrderLineAllocated')['quantity'], 100_250);
  });

  test('an archived copy is no second order, and without its original it is one', async () => {
    const copy = (id: string, original_order_id: string) => ({
      ...oldOrder(id, `ADM-2025-00${id.length}`, 'c1', {
        current_stage: undefined,
        status: 'archived',
        final_stage: 'cleared',
      }),
      original_order_id,
    });
    const orders = [oldOrder('o1', 'ADM-2026-0030', 'c1', { current_stage: 'cleared', status: 'completed' })];
    const { of, units, data } = await planned(
      oldCompany({ orders, archived_orders: [copy('a1', 'o1'), copy('a22', 'gone')], stock_movements: [] }),
    );
    assert.is(of('order/orders-o1').length, 2);
    assert.equal(fields(data('order/orders-o1', 'OrderImported')['stands'], 'archived', 'status'), [true, 'cleared']);
    assert.equal(fields(data('order/orders-gone', 'OrderImported')['stands'], 'archived', 'status'), [true, 'cleared']);
    const became = units
      .flatMap(({ documents }) => documents)
      .filter(({ document }) => document.collection === 'archived_orders');
    assert.equal(
      became.map(({ document, becomes }) => [document.id, becomes]),
      [
        ['a1', 'merged'],
        ['a22', 'made'],
      ],
    );
  });

  test('a fraction of a piece, no number and no line make no order, and the document is kept', async () => {
    const wrong = [new Int32(0), double(1.5), double(Number.NaN), 'many', null, new Long(5_000_000_000n)];
    const orders = wrong.map((quantity, n) =>
      oldOrder(`o${n}`, `ADM-2026-000${n}`, 'c1', { items: [oldLine('p1', quantity, 1, 1)] }),
    );
    const { rejected, events } = await planned(
      oldCompany({ orders: [...orders, oldOrder('none', 'ADM-2026-0009', 'c1', { items: [] })], stock_movements: [] }),
    );
    const own = rejected.filter(({ collection }) => collection === 'orders');
    assert.equal(
      own.map(({ id, field }) => [id, field]),
      [...wrong.map((_, n) => [`o${n}`, 'items.0.quantity']), ['none', 'items']],
    );
    assert.is(events.filter(({ aggregate }) => aggregate.startsWith('legacy-record/orders-')).length, 7);
  });

  test('unknown fields are named, and the document keeps them with type and value, byte for byte', async () => {
    const notes = `${'n'.repeat(23_990)} 👩‍👩‍👧 é ليلى`;
    const order = oldOrder('o1', 'ADM-2026-0030', 'c1', { notes, foil: { count: new Long(9_007_199_254_740_993n) } });
    const { of, data } = await planned(oldCompany({ orders: [order] }));
    const [event] = of('order/orders-o1');
    assert.equal(event?.imported?.unknown, ['foil']);
    assert.match(event?.imported?.document ?? '', /"foil":\{"count":\{"\$numberLong":"9007199254740993"\}\}/);
    assert.is(data('order/orders-o1', 'OrderImported')['notes'], notes);
  });

  test('codes are unique, and what is printed stays searchable', async () => {
    const client_products = [
      oldProduct('new', 'c2', 'QF-76', { created_at: at('2026-05-01T00:00:00Z') }),
      oldProduct('old', 'c1', 'QF-76'),
      oldProduct('odd', 'c1', 'Ø76 × 1'),
      oldProduct('none', 'c1', '', { price_ex_gst: double(0.0385) }),
    ];
    const { data, events } = await planned(oldCompany({ client_products, orders: [], stock_movements: [] }));
    const card = (id: string) =>
      fields(data(`product/client-products-${id}`, 'ProductImported'), 'sku', 'specification', 'unitPrice');
    assert.equal(card('old'), ['QF-76', undefined, 18_500]);
    assert.equal(card('new'), ['QF-76-2', 'Printed code: QF-76', 18_500]);
    assert.equal(card('odd'), ['76  1', 'Printed code: Ø76 × 1', 18_500]);
    assert.equal(card('none')[2], 385);
    const claimed = events.filter(({ type }) => type === 'NameClaimed').map(({ aggregate }) => aggregate);
    assert.is(new Set(claimed).size, claimed.length);
  });
});

suite('what the old application left, of people,', (test) => {
  test('roles that are gone have a new one; an unknown one comes over closed, unless a rule says what it is', async () => {
    const users = [
      oldUser('u1', 'mei', { role: 'supervisor' }),
      oldUser('u2', 'ryo', { role: 'production_staff' }),
      oldUser('u3', 'ola', { role: 'foreman' }),
    ];
    const { data } = await planned(oldCompany({ users }));
    const role = (id: string) => fields(data(`user/users-${id}`, 'UserImported'), 'role', 'closed');
    assert.equal(
      [role('u1'), role('u2'), role('u3')],
      [
        ['production_manager', undefined],
        ['production_team', undefined],
        ['employee', true],
      ],
    );
    const ruled = await planned(oldCompany({ users }), [{ kind: 'role', from: 'foreman', to: 'production_manager' }]);
    assert.equal(fields(ruled.data('user/users-u3', 'UserImported'), 'role', 'closed'), [
      'production_manager',
      undefined,
    ]);
  });

  test('an address belongs to the account that signed in last, and the other comes over closed without it', async () => {
    const users = [
      oldUser('u1', 'tobias', { email: 'T@old.example', last_login: at('2026-10-01T00:00:00Z') }),
      oldUser('u2', 'tobias.w', { email: 't@OLD.example', last_login: at('2026-09-01T00:00:00Z') }),
    ];
    const { data } = await planned(oldCompany({ users }));
    assert.equal(fields(data('user/users-u1', 'UserImported'), 'email', 'closed'), ['T@old.example', undefined]);
    assert.equal(fields(data('user/users-u2', 'UserImported'), 'email', 'closed'), [undefined, true]);
  });

  test('no password, number or account is in an event or in the report', async () => {
    const paper = {
      id: 'p1',
      timesheet_id: 'gone',
      payslip_data: { employee: { name: 'N', tax_file_number: '123456782' } },
    };
    const all = await planned(oldCompany({ payslips: [paper] }));
    const text = JSON.stringify([all.events, all.rejected, all.marks]);
    for (const secret of ['123456782', '22943107', '99887766', '00418800', 'never-in-a-log', 'Driftwood'])
      assert.not.match(text, secret);
    const [unit] = all.units.filter(({ events }) => events[0]?.aggregate === 'employee/employee-profiles-e1');
    assert.equal(
      [...(unit?.sealed?.values.keys() ?? [])],
      ['tax_file_number', 'bank_account_bsb', 'bank_account_number', 'superannuation_fund'],
    );
    assert.is(all.data('employee/employee-profiles-e1', 'PrivateDetailChanged')['field'], 'tax-file-number');
  });

  test('a rate in text is that rate; what is none rejects the card, and its leave has nobody', async () => {
    const employee_profiles = [
      oldEmployee('e1', 'u3', 'EMP0005', { hourly_rate: '34.75' }),
      oldEmployee('e2', null, 'EMP0006', { hourly_rate: 'lots' }),
    ];
    const leave_requests = [oldLeave('v1', 'e1'), oldLeave('v2', 'e2')];
    const { data, rejected } = await planned(oldCompany({ employee_profiles, leave_requests }));
    assert.is(data('employee/employee-profiles-e1', 'PayRateSet')['rateCents'], 3_475);
    assert.equal(
      rejected.map(({ collection, id, field }) => [collection, id, field]),
      [
        ['employee_profiles', 'e2', 'hourly_rate'],
        ['leave_requests', 'v2', 'employee_id'],
      ],
    );
  });

  test('managers who run in a circle are cut at the last edge', async () => {
    const employee_profiles = [
      oldEmployee('e1', null, 'EMP0001', { manager_id: 'e2' }),
      oldEmployee('e2', null, 'EMP0002', { manager_id: 'e3' }),
      oldEmployee('e3', null, 'EMP0003', { manager_id: 'e1' }),
    ];
    const { events } = await planned(oldCompany({ employee_profiles }));
    const assigned = events.filter(({ type }) => type === 'ManagerAssigned');
    assert.equal(
      assigned.map(({ aggregate }) => aggregate),
      ['employee/employee-profiles-e1', 'employee/employee-profiles-e2'],
    );
  });

  test('balances are to the minute, below nothing too; leave that was decided takes nothing again', async () => {
    const employee_profiles = [
      oldEmployee('e1', 'u3', 'EMP0005', { annual_leave_balance: double(-11.399999999999999) }),
    ];
    const leave_requests = [
      oldLeave('v1', 'e1'),
      oldLeave('v2', 'e1', { start_date: '2026-09-08', end_date: '2026-09-08', hours_requested: double(7.6) }),
      oldLeave('v3', 'e1', {
        status: 'rejected',
        rejection_reason: 'Cancelled by Dermot',
        start_date: at('2026-08-03T00:00:00Z'),
        end_date: at('2026-08-04T00:00:00Z'),
        hours_requested: double(16.02),
      }),
      oldLeave('v4', 'e1', { leave_type: 'maternity_leave', status: 'pending' }),
    ];
    const { of, marksOf } = await planned(oldCompany({ employee_profiles, leave_requests }));
    const events = of('leave/employee-profiles-e1');
    assert.equal(fields(events[0]?.data, 'type', 'minutes'), ['annual', -684]);
    assert.equal(
      events.map(({ type }) => type),
      [
        'LeaveBalanceImported',
        ...['LeaveRequestImported', 'LeaveApproved', 'LeaveRequestImported', 'LeaveApproved'],
        ...['LeaveRequestImported', 'LeaveApproved', 'LeaveCancelled', 'LeaveRequestImported'],
      ],
    );
    assert.ok(
      events.filter(({ type }) => type === 'LeaveApproved').every(({ data }) => fields(data, 'earlier')[0] === true),
    );
    const cancelled = events.find(({ imported }) => imported?.legacyId === 'v3');
    assert.equal(fields(cancelled?.data, 'minutes', 'days'), [
      961,
      [
        { date: '2026-08-03', minutes: 481 },
        { date: '2026-08-04', minutes: 480 },
      ],
    ]);
    assert.is(marksOf('leave_requests', 'v1').length + marksOf('leave_requests', 'v2').length, 2);
    assert.equal(fields(events.at(-1)?.data, 'type'), ['parental']);
  });

  test('leave that cannot be is rejected, each with its field', async () => {
    const leave_requests = [
      oldLeave('v1', 'gone'),
      oldLeave('v2', 'e1', { end_date: at('2026-09-01T00:00:00Z') }),
      oldLeave('v3', 'e1', { hours_requested: double(60) }),
      oldLeave('v4', 'e1', { hours_requested: double(Number.POSITIVE_INFINITY) }),
      oldLeave('v5', 'e1', { leave_type: 'garden_leave' }),
      oldLeave('v6', 'e1', { start_date: 'soon' }),
      oldLeave('v7', 'e1', { status: 'lost' }),
    ];
    const { rejected } = await planned(oldCompany({ leave_requests }));
    assert.equal(
      rejected.map(({ id, field }) => `${id} ${field}`),
      [
        ...[
          'v1 employee_id',
          'v2 end_date',
          'v3 hours_requested',
          'v4 hours_requested',
          'v5 leave_type',
          'v6 start_date',
          'v7 status',
        ],
      ],
    );
  });

  test('entries count, by their own dates; the sheet is of the Monday that holds them, and of whom an account is', async () => {
    const leave = { annual_leave: double(7.6) };
    const timesheets = [
      oldSheet(
        't1',
        'u3',
        '2026-10-18',
        [oldEntry('2026-10-18', 0), oldEntry('2026-10-19', 7.6), oldEntry('2026-10-20', 0, 0, leave)],
        {
          ...{ total_regular_hours: double(15.2), total_leave_hours: {} },
        },
      ),
      oldSheet('t2', 'e1', '2026-10-11', [oldEntry('2026-10-11', 2), oldEntry('2026-10-12', 7.6)]),
      oldSheet('t3', 'e1', '2026-10-19', [oldEntry('2026-10-19', 0)]),
      oldSheet('t4', 'e1', '2026-10-19', [oldEntry('2026-10-21', 5)]),
    ];
    const { data, rejected, marksOf } = await planned(oldCompany({ timesheets }));
    const sheet = data('timesheet/employee-profiles-e1/2026-10-19', 'TimesheetImported');
    assert.equal(sheet['entries'], [{ date: '2026-10-19', minutes: 456 }]);
    assert.is(marksOf('timesheets', 't1').length, 3);
    assert.equal(
      rejected.map(({ id, reason }) => [id, reason]),
      [
        ['t2', 'hours lie in two weeks: 2026-10-05 and 2026-10-12'],
        ['t3', 'an empty sheet beside another of the same week'],
        ['t4', 'another sheet of the same week has hours too'],
      ],
    );
  });

  test('paid stays paid, as it was worked out; an earlier calculation and a later paper are kept and do not count', async () => {
    const timesheets = [
      oldSheet('t1', 'e1', '2026-10-05', [oldEntry('2026-10-05', 38 / 5, 1.5)], {
        status: 'paid',
        approved_by: 'u2',
        approved_at: at('2026-10-06T00:00:00Z'),
      }),
    ];
    const payroll_calculations = [
      oldPay('k2', 'e1', 't1'),
      oldPay('k1', 'e1', 't1', { calculated_at: at('2026-10-05T00:00:00Z'), gross_pay: double(1320.5) }),
    ];
    const paper = (id: string, when: string) => ({
      id,
      timesheet_id: 't1',
      employee_id: 'e1',
      payslip_data: { net_pay: double(1) },
      generated_at: when,
    });
    const payslips = [paper('later', '2026-10-09T00:00:00+00:00'), paper('first', '2026-10-08T00:00:00+00:00')];
    const { of, data, events, marksOf } = await planned(oldCompany({ timesheets, payroll_calculations, payslips }));
    const sheet = 'timesheet/employee-profiles-e1/2026-10-05';
    assert.equal(
      of(sheet).map(({ type }) => type),
      ['TimesheetImported', 'TimesheetSubmitted', 'TimesheetApproved', 'PayImported', 'TimesheetPaid'],
    );
    assert.equal(
      fields(data(sheet, 'PayImported'), 'grossCents', 'taxCents', 'netCents', 'superCents'),
      [139_869, 30_797, 109_072, 15_846],
    );
    assert.is(events.filter(({ type }) => type === 'PayRunFinalised').length, 0);
    const kept = events.filter(({ type }) => type === 'LegacyRecordKept').map(({ aggregate }) => aggregate);
    assert.ok(
      ['payroll_calculations-k1', 'payslips-first', 'payslips-later'].every((id) =>
        kept.includes(`legacy-record/${id}`),
      ),
    );
    assert.ok(marksOf('payroll_calculations', 'k2').some((what) => what.startsWith('the Medicare levy was added')));
  });
});

suite('what else lies in a dump', (test) => {
  test('whatever its collection is called, a document is kept whole on what it belongs to', async () => {
    const { data } = await planned(oldCompany());
    assert.equal(fields(data('legacy-record/suppliers-x1', 'LegacyRecordKept'), 'title', 'confidential'), [
      'Kraftwharf Mills',
      true,
    ]);
    const shelf = (await planned(oldCompany())).events.find(({ aggregate }) =>
      aggregate.startsWith('legacy-record/tooling_shelves-'),
    );
    assert.equal(fields(shelf?.data, 'about', 'confidential'), [['order/orders-o1'], false]);
    assert.equal(shelf?.imported?.withheld, ['accessToken']);
  });

  test('what holds only secrets, or follows from the rest, is skipped with the reason', async () => {
    const { rejected, events } = await planned(
      oldCompany({ xero_tokens: [{ access_token: 'x' }], stock_alerts: [{ id: 'a1', stock_id: 's1' }] }),
    );
    assert.equal(
      rejected.map(({ collection, reason }) => [collection, reason]),
      [
        ['xero_tokens', 'it holds secrets and nothing else'],
        ['stock_alerts', 'it follows from stock and reorder points'],
      ],
    );
    assert.not.ok(events.some(({ aggregate }) => aggregate.includes('xero')));
  });

  test('two documents of one id: the later is rejected, and kept as well; ids of any type have a place', async () => {
    const clients = [
      oldClient('c1', 'Quill'),
      oldClient('c1', 'Another'),
      { ...oldClient('', 'By _id'), id: undefined },
      { ...oldClient('', 'Seven'), id: new Int32(7) },
    ];
    const { rejected, of, events } = await planned(oldCompany({ clients, orders: [], stock_movements: [] }));
    assert.is(rejected.length, 1);
    assert.match(rejected[0]?.id ?? '', /^c1-again-/);
    assert.is(of('client/clients-7').length, 1);
    assert.is(events.filter(({ type }) => type === 'ClientImported').length, 3);
    const again = events.filter(({ aggregate }) => aggregate.startsWith('legacy-record/clients-c1-again-'));
    // It is kept on the client that has its id.
    assert.equal(
      again.map(({ data }) => fields(data, 'about')),
      [[['client/clients-c1']]],
    );
  });

  test('what stands in another form than the old application wrote is said, and never taken for nothing', async () => {
    const sheet = (id: string, week: string, entries: unknown) => ({ ...oldSheet(id, 'e1', week, []), entries });
    const { rejected, marksOf, data } = await planned(
      oldCompany({
        orders: [oldOrder('o1', 'ADM-2026-0030', 'c1', { due_date: '20/11/2026', priority: 'High' })],
        clients: [
          oldClient('c1', 'Quill', { contacts: { name: 'Una' } }),
          oldClient('c2', 'Weir', { contacts: [[{ name: 'Nested' }]] }),
        ],
        employee_profiles: [oldEmployee('e1', 'u3', 'EMP0005', { employment_type: ' Part Time' })],
        client_products: [oldProduct('p1', 'c1', 'QF-76', { qc_tolerances: { wall: 'a\u0000b' } })],
        materials: [{ id: 'm9', material_description: 'Board', product_code: 'B-9', unit: ' Rolls ' }],
        timesheets: [
          sheet('t1', '2026-10-05', { monday: { regular_hours: double(8) } }),
          sheet('t2', '2026-10-12', [{ date: '2026-10-12', hours: '7.6' }]),
          sheet('t3', '2026-10-19', ['8 h']),
          sheet('t4', '2026-10-26', [{ date: '2026-10-26', notes: 'Public holiday' }]),
        ],
      }),
    );
    assert.equal(
      rejected.map(({ id, field, reason }) => [id, field, reason]),
      [
        ['t1', 'entries', 'it is no list of days'],
        ['t2', 'entries.0', 'its hours cannot be read'],
        ['t3', 'entries.0', 'its hours cannot be read'],
      ],
    );
    const ofOrder = marksOf('orders', 'o1');
    assert.ok(ofOrder.includes('the due date 20/11/2026 cannot be read: the day it was entered stands in'));
    assert.ok(ofOrder.includes('the priority High is not known here: it is Normal/Low'));
    assert.ok(marksOf('clients', 'c1').includes('contacts is no list of people and stays in the old document'));
    assert.ok(marksOf('clients', 'c2').includes('a contact has no name and stays in the old document'));
    assert.ok(marksOf('client_products', 'p1').some((what) => what.startsWith('qc_tolerances does not fit the card')));
    assert.equal(fields(data('stock-item/materials-m9', 'StockItemImported'), 'unit', 'scale'), ['roll', 0]);
    assert.equal(marksOf('employee_profiles', 'e1'), []);
  });

  test('a rule that cannot be read is refused, and counts nothing down to 0', async () => {
    for (const to of ['97,5', '1,200', '-3', 'many'])
      assert.not.ok(movingRule.safeParse({ kind: 'stock', from: 's1', to }).success, to);
    assert.not.ok(movingRule.safeParse({ kind: 'role', from: 'foreman', to: 'boss' }).success);
    assert.ok(movingRule.safeParse({ kind: 'stock', from: 's1', to: '97.5' }).success);
    // One that was kept by an earlier version.
    const { data, marksOf } = await planned(oldCompany(), [{ kind: 'stock', from: 's1', to: '1,200' }]);
    assert.is(fields(data('stock-item/raw-substrate-stock-s1', 'StockItemImported'), 'onHand')[0], 420);
    assert.ok(marksOf('raw_substrate_stock', 's1').some((what) => what.startsWith('the rule says 1,200')));
  });

  test('what is rejected is kept on what stands in its place, or on what it names', async () => {
    const noOrder = oldOrder('o9', 'ADM-2026-0099', 'c2', { items: [] });
    const sheets = ['t1', 't2'].map((id) => oldSheet(id, 'e1', '2026-10-19', [oldEntry('2026-10-19', 7.6)]));
    const { events, rejected } = await planned(oldCompany({ orders: [noOrder], timesheets: sheets }));
    const aboutOf = (start: string) =>
      events.filter(({ aggregate }) => aggregate.startsWith(start)).map(({ data }) => fields(data, 'about')[0]);
    assert.equal(rejected.map(({ collection }) => collection).sort(), ['orders', 'timesheets']);
    assert.equal(aboutOf('legacy-record/orders-o9'), [['client/clients-c2']]);
    assert.equal(aboutOf('legacy-record/timesheets-t2'), [
      ['timesheet/employee-profiles-e1/2026-10-19', 'employee/employee-profiles-e1'],
    ]);
  });

  test('a document of 16 MB is rejected in a sentence, and nothing else is lost', async () => {
    const blob = { _id: new BSON.ObjectId(), text: 'x'.repeat(15_900_000) };
    const { rejected } = await planned(oldCompany({ uploads: [blob] }));
    assert.equal(
      rejected.map(({ collection, reason }) => [collection, reason]),
      [['uploads', 'it is too large to be kept: 15.9 MB']],
    );
  });
});
