import { type EmploymentType, employmentTypes } from '../contracts/employment.ts';
import type { LeaveType } from '../contracts/leave-types.ts';
import * as p from '../contracts/primitives.ts';
import { privateValues } from '../contracts/private-details.ts';
import type { PrivateField } from '../contracts/private-fields.ts';
import { COMPANY } from '../domain/company.ts';
import { employee } from '../domain/employee/employee.ts';
import type { EmployeeCard } from '../domain/employee/events.ts';
import { hierarchy } from '../domain/employee/hierarchy.ts';
import type { NewEvent } from '../domain/kernel.ts';
import { leave } from '../domain/leave/leave.ts';
import { cardReader, codeOf, some } from './cards.ts';
import type { EmployeeFacts } from './context.ts';
import { commandIdOf } from './identity.ts';
import type { Planner, Unit } from './planner.ts';
import { balances, profileTrouble } from './profile-trouble.ts';
import type { LegacyDocument } from './spool.ts';
import { cents, dateOf, flagOf, minutesOf, momentOf, textOf } from './values.ts';

/** What is on file of somebody, as it is sealed: what fits, by field. The rest is sealed as it was. */
export interface PrivateDetail {
  readonly field: PrivateField;
  readonly ref: string;
  readonly value: object;
}

export interface EmployeeUnit extends Unit {
  readonly details: readonly PrivateDetail[];
}

const yearly: readonly (readonly [field: string, type: LeaveType, usual: number])[] = [
  ['annual_leave_entitlement', 'annual', 9_120],
  ['sick_leave_entitlement', 'sick', 4_560],
  ['personal_leave_entitlement', 'personal', 2_280],
];

export function* classifyEmployees(planner: Planner): Generator<EmployeeUnit | Unit> {
  const cut = circles(planner);
  const linked = new Set<string>();
  for (const document of planner.documentsOf('employee_profiles')) {
    const trouble = profileTrouble(document.doc);
    const facts = planner.context.employees.get(document.id);
    if (document.doubled) yield* planner.skip(document, 'id', 'another employee has the same id');
    else if (trouble !== undefined || facts === undefined) {
      yield* planner.skip(document, trouble?.field ?? 'id', trouble?.reason ?? 'it has no id');
    } else yield employeeOf(planner, document, facts, { linked, cut });
  }
}

interface Shared {
  /** Accounts that are somebody's card already. */
  readonly linked: Set<string>;
  /** Those whose manager would close a circle. */
  readonly cut: ReadonlySet<string>;
}

function employeeOf(
  planner: Planner,
  document: LegacyDocument,
  facts: EmployeeFacts,
  { linked, cut }: Shared,
): EmployeeUnit {
  const { doc } = document;
  const { employeeId } = facts;
  const read = cardReader(planner, document);
  const owner = employee.at(employeeId);
  const printed = facts.number?.trim();
  const wished = codeOf(printed ?? '');
  const number = planner.claim('employee-number', wished === '' ? `EMP-${document.id.slice(0, 8)}` : wished, owner);
  if (number.value !== printed)
    planner.mark(document, `the number is ${number.value} here, and was ${printed ?? 'not told'}`);
  const account = planner.context.user(facts.userId);
  const userId = account !== undefined && !linked.has(account.userId) ? account.userId : undefined;
  if (userId === undefined && facts.userId !== undefined)
    planner.mark(document, "its account is not in the dump, or is somebody else's");
  if (userId !== undefined) linked.add(userId);
  const managerId = managerOf(planner, facts, cut);
  if (managerId === undefined && facts.managerId !== undefined)
    planner.mark(document, 'its manager is not in the dump, or would be below it');
  const startDate = dateOf(doc['start_date']) ?? (momentOf(doc['created_at']) ?? planner.today).slice(0, 10);
  if (dateOf(doc['start_date']) === undefined) planner.mark(document, `no first day is told: ${startDate} stands in`);
  const details = detailsOf(planner, document, facts);
  const left = !flagOf(doc['is_active'], true);
  const card: EmployeeCard & { left?: boolean } = {
    number: number.value,
    name: read.must(facts.name, 'name', p.name, number.value),
    ...some('userId', userId),
    ...some('email', read.text('email', p.email)),
    ...some('phone', read.text('phone', p.text(40))),
    ...some('department', read.text('department', p.name)),
    ...some('position', read.text('position', p.name)),
    startDate,
    terms: termsOf(planner, document, details),
    ...(left && { left }),
  };
  const from = { at: doc['created_at'], by: doc['created_by'] };
  const imported = planner.imported(document, from);
  const beside = { ...imported, document: '' };
  const rateCents = cents(doc['hourly_rate']);
  if (rateCents === undefined || rateCents === 0) planner.mark(document, 'no hourly rate is told');
  const place = { employeeId, name: card.name, userId: userId ?? null, managerId: managerId ?? null, active: !left };
  const events: NewEvent[] = [
    { ...employee.event(employeeId, 'EmployeeRegistered', card), type: 'EmployeeImported', imported },
    ...number.events,
    hierarchy.event(COMPANY, 'EmployeePlaced', place),
    ...(rateCents === undefined || rateCents === 0
      ? []
      : [{ ...employee.event(employeeId, 'PayRateSet', { from: startDate, rateCents, was: null }), imported: beside }]),
    ...(managerId === undefined
      ? []
      : [{ ...employee.event(employeeId, 'ManagerAssigned', { managerId, was: null }), imported: beside }]),
    ...details.map(({ field, ref }) => ({
      ...employee.event(employeeId, 'PrivateDetailChanged', { field, ref }),
      imported: beside,
    })),
    ...balances.flatMap(([field, type]) => openingBalance(planner, document, facts, field, type)),
  ];
  return {
    documents: [{ document, becomes: 'made' }],
    events,
    fresh: owner,
    details,
    sealed: { employeeId, values: document.sealed },
  };
}

function openingBalance(
  planner: Planner,
  document: LegacyDocument,
  facts: EmployeeFacts,
  field: string,
  type: LeaveType,
): NewEvent[] {
  const minutes = minutesOf(document.doc[field]);
  if (minutes === undefined || minutes === 0) return [];
  if (type === 'annual' && minutes < 0) planner.mark(document, `annual leave begins below nothing: ${minutes} minutes`);
  const data = {
    ...{ employeeName: facts.name, type, minutes, balanceBefore: 0, balanceAfter: minutes },
    reason: `${textOf(document.doc[field])} h in the old application`,
  };
  const { at: _, ...imported } = planner.imported(document);
  return [
    {
      ...leave.event(facts.employeeId, 'LeaveBalanceAdjusted', data),
      type: 'LeaveBalanceImported',
      imported: { ...imported, document: '' },
    },
  ];
}

function termsOf(planner: Planner, document: LegacyDocument, details: readonly PrivateDetail[]): EmployeeCard['terms'] {
  const { doc } = document;
  const said = textOf(doc['employment_type'])?.trim().toLowerCase() ?? 'full-time';
  // "full_time", "Full Time" and "fulltime" are one.
  const letters = (text: string) => text.replace(/[^a-z]/g, '');
  const known = employmentTypes.find((one) => letters(one) === letters(said));
  if (known === undefined) planner.mark(document, `employed as ${said}: casual here, to be looked at`);
  const employmentType: EmploymentType = known ?? 'casual';
  const weekly = minutesOf(doc['weekly_hours']);
  if (weekly === undefined || weekly < 0 || weekly > 10_080)
    planner.mark(document, 'no weekly hours are told: 38 h stand in');
  const entitlements = yearly.flatMap(([field, type, usual]) => {
    const minutes = minutesOf(doc[field]);
    const counts = minutes !== undefined && minutes !== usual && minutes >= 0 && minutes <= 124_800;
    return counts && employmentType === 'full-time' ? [[type, minutes] as const] : [];
  });
  return {
    employmentType,
    weeklyMinutes: weekly !== undefined && weekly >= 0 && weekly <= 10_080 ? weekly : 2_280,
    ...(entitlements.length > 0 && { entitlements: Object.fromEntries(entitlements) }),
    taxFreeThreshold: true,
    tfnProvided: details.some(({ field }) => field === 'tax-file-number'),
    studyLoan: false,
  };
}

/** What goes on file, sealed. A number that fails its check digit is sealed as it was, and asked for again. */
function detailsOf(planner: Planner, document: LegacyDocument, { employeeId, name }: EmployeeFacts): PrivateDetail[] {
  const secret = (field: string) => textOf(document.sealed.get(field))?.replace(/[\s-]/g, '');
  const details: PrivateDetail[] = [];
  const add = (field: PrivateField, value: object, words: string) => {
    if (privateValues[field].safeParse(value).success) {
      details.push({ field, ref: commandIdOf('sealed', employeeId, field), value });
    } else planner.mark(document, `the ${words} cannot be one: it is sealed as it was, and has to be asked for`);
  };
  const taxFileNumber = secret('tax_file_number');
  if (taxFileNumber !== undefined) add('tax-file-number', { taxFileNumber }, 'tax file number');
  const [bsb, accountNumber] = [secret('bank_account_bsb'), secret('bank_account_number')];
  if (bsb !== undefined || accountNumber !== undefined) {
    add(
      'bank-account',
      { bsb: bsb ?? '', accountNumber: accountNumber ?? '', accountName: name.slice(0, 32) },
      'bank account',
    );
  }
  return details;
}

function managerOf(planner: Planner, facts: EmployeeFacts, cut: ReadonlySet<string>): string | undefined {
  const manager = planner.context.employee(facts.managerId)?.found;
  return manager === undefined || manager.id === facts.id || cut.has(facts.id) ? undefined : manager.employeeId;
}

/** Where managers run in a circle, the last edge of it is cut: that of the employee who comes last in the dump. */
function circles(planner: Planner): ReadonlySet<string> {
  const { context } = planner;
  const above = new Map<string, string>();
  const cut = new Set<string>();
  for (const facts of context.employees.values()) {
    const manager = context.employee(facts.managerId)?.found.id;
    if (manager === undefined) continue;
    let one: string | undefined = manager;
    const seen = new Set<string>();
    while (one !== undefined && one !== facts.id && !seen.has(one)) {
      seen.add(one);
      one = above.get(one);
    }
    if (one === facts.id) cut.add(facts.id);
    else above.set(facts.id, manager);
  }
  return cut;
}
