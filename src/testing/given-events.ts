import type { OrderedLine } from '../domain/order/events.ts';
import type { Given } from './commits.ts';

// A small shop for tests of projections.

export const kraft: Given = [
  'stock-item/kraft',
  'StockItemRegistered',
  {
    ...{ kind: 'raw-material', code: 'K120-980', name: 'Kraft 120 gsm 980 mm', bay: 'A3' },
    ...{ unit: 'roll', scale: 0, reorderPoint: 20 },
  },
];

export function stock(type: string, data: object, item = 'kraft'): Given {
  return [`stock-item/${item}`, type, data];
}

export function forLine(lineId: string, orderId = 'o1') {
  return { orderId, orderNumber: 'ADM-2026-0001', clientName: 'Ironbark Textiles', lineId };
}

export const kraftLine: OrderedLine = {
  ...{ lineId: 'l1', itemId: 'kraft', description: 'Kraft 120 gsm 980 mm', unit: 'roll', scale: 0 },
  ...{ required: 60, unitPrice: 0 },
};
export const coreLine: OrderedLine = {
  ...{ lineId: 'l2', productId: 'core', description: 'Core 76 × 1,000 mm', unit: 'piece', scale: 0 },
  ...{ required: 2_400, unitPrice: 12_500 },
};

export function order(type: string, data: object, id = 'o1'): Given {
  return [`order/${id}`, type, data];
}

export function placed(id = 'o1', more: object = {}): Given {
  return order(
    'OrderPlaced',
    {
      ...{ number: 'ADM-2026-0001', clientId: 'ironbark', clientName: 'Ironbark Textiles', dueDate: '2026-11-20' },
      ...{ priority: 'normal', discountBasisPoints: 0, lines: [coreLine, kraftLine] },
      ...more,
    },
    id,
  );
}

export function lineMove(type: string, quantity: number, lineId = 'l1'): Given {
  return order(type, { lineId, itemId: 'kraft', itemName: 'Kraft 120 gsm 980 mm', quantity });
}

// People: Kylie's employee record is e1, and her account kylie.

export const terms = {
  ...{ employmentType: 'full-time', weeklyMinutes: 2_280, taxFreeThreshold: true, tfnProvided: true, studyLoan: false },
} as const;

export const card = { number: 'EMP1', name: 'Kylie Tran', userId: 'kylie', startDate: '2024-07-01', terms };

export function employee(type: string, data: object, id = 'e1'): Given {
  return [`employee/${id}`, type, data];
}

export const registered = employee('EmployeeRegistered', card);

export function leave(type: string, data: object, id = 'e1'): Given {
  return [`leave/${id}`, type, { employeeName: 'Kylie Tran', ...data }];
}

/** Two days of annual leave over a weekend, so in two weeks. */
export const request = {
  ...{ requestId: 'r1', employeeName: 'Kylie Tran', type: 'annual', firstDay: '2026-11-13', lastDay: '2026-11-16' },
  minutes: 684,
} as const;
export const requestedDays = [
  { date: '2026-11-13', minutes: 456 },
  { date: '2026-11-16', minutes: 228, half: 'first' },
];

export const requested = leave('LeaveRequested', { ...request, days: requestedDays, note: 'Family' });
export const approved = leave('LeaveApproved', { ...request, deducted: 684, balanceBefore: 900, balanceAfter: 216 });

export const week = { employeeId: 'e1', employeeName: 'Kylie Tran', monday: '2026-11-09' };

export function sheet(type: string, data: object = {}, of: typeof week = week): Given {
  return [`timesheet/${of.employeeId}/${of.monday}`, type, { ...of, ...data }];
}

export const mondayEntry = {
  ...{ date: '2026-11-09', minutes: 456, start: '06:45', end: '14:51', breakMinutes: 30 },
};
export const saved = sheet('TimesheetSaved', { entries: [mondayEntry, { date: '2026-11-10', minutes: 480 }] });
export const submitted = sheet('TimesheetSubmitted', { workedMinutes: 936 });
export const sheetApproved = sheet('TimesheetApproved', { version: 1, workedMinutes: 936, leaveMinutes: 456 });

export const mondayShift = {
  ...{ date: '2026-11-09', start: '06:45', end: '14:51', breakMinutes: 30, minutes: 456 },
  ...{ since: '2026-11-08T19:45:00.000Z', until: '2026-11-09T03:51:00.000Z' },
};

export const amounts = {
  ...{ grossCents: 92_800, ordinaryTimeCents: 92_800, taxCents: 12_300, studyLoanCents: 0 },
  ...{ netCents: 80_500, superCents: 11_136 },
};
export const calculated = sheet('PayCalculated', {
  ...amounts,
  ...{ employeeNumber: 'EMP1', ordinaryMinutes: 936, overtimeMinutes: 0, leaveMinutes: 456, holidayMinutes: 0 },
  lines: [{ kind: 'ordinary', minutes: 1_392, rateCents: 4_000, basisPoints: 10_000, cents: 92_800 }],
  superBasisPoints: 1_200,
  tables: [{ id: 'payg-2026', title: 'Schedule 1', source: 'ATO' }],
  inputs: { payDate: '2026-11-18', terms, rules: {}, days: [] },
});
export const accrued = leave('LeaveAccrued', {
  monday: week.monday,
  accruals: [
    { type: 'annual', minutes: 107, remainder: 5, ordinaryMinutes: 1_392, yearlyMinutes: 9_120, yearMinutes: 118_560 },
  ],
});
export const taken = leave('LeaveTaken', {
  monday: week.monday,
  days: [{ requestId: 'r1', type: 'annual', date: '2026-11-13', minutes: 456 }],
});
