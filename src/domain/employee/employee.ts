import type { PayTerms } from '../../contracts/employee.ts';
import { changesBetween, sameContent } from '../../contracts/plain.ts';
import type { PrivateField } from '../../contracts/private-fields.ts';
import { type Dated, datedOn, withTerms } from '../../contracts/terms.ts';
import {
  byAnother,
  type Context,
  defineAggregate,
  type Plain,
  type Read,
  type Recorded,
  type Refusal,
  refuse,
  type Trace,
  traceOf,
} from '../kernel.ts';
import type { EmployeeCard, EmployeeEvent } from './events.ts';
import { unknownEmployee } from './hierarchy.ts';

/** Whether a private detail is on file. What it says is not known here. */
export interface PrivateDetail {
  /** Document that it is sealed in; undefined once it is erased. */
  readonly ref: string | undefined;
  /** Who changed or erased it last. */
  readonly last: Trace;
}

/** The card but for the terms, which are dated. */
export type Card = Omit<EmployeeCard, 'terms'>;

export interface KnownEmployee {
  readonly status: 'active' | 'inactive';
  readonly card: Card;
  /** The earliest first. A day has the last that began on it or before: see `termsOn`. */
  readonly terms: readonly Dated<PayTerms>[];
  readonly managerId: string | null;
  /** Cents an hour from each date on, the earliest first: always one rate for each date. */
  readonly rates: readonly { readonly from: string; readonly rateCents: number }[];
  /** Sequence of the last event that changed the card. */
  readonly version: number;
  /** Sequence of the last event that changed a rate, 0 where there is none. */
  readonly rateVersion: number;
  readonly details: { readonly [Field in PrivateField]?: PrivateDetail };
  readonly registered: Trace;
  readonly lastEdit: Trace;
  readonly lastRate: Trace | undefined;
  readonly deactivated: Trace | undefined;
}
export type Employee = { readonly status: 'none' } | KnownEmployee;

export const employee = defineAggregate<Employee, EmployeeEvent>({
  kind: 'employee',
  initial: { status: 'none' },
  evolve,
});

/** The employee, also one who left, or a refusal when there is none. */
export function knownEmployee(read: Read, employeeId: string): KnownEmployee | Refusal {
  const found = read(employee, employeeId);
  return found.status === 'none' ? unknownEmployee(employeeId) : found;
}

/** The employee, or a refusal when there is none or they left. */
export function activeEmployee(read: Read, employeeId: string, context: Context): KnownEmployee | Refusal {
  const found = knownEmployee(read, employeeId);
  if ('refused' in found || found.status === 'active') return found;
  return refuse('employee-inactive', `${found.card.name} no longer works here.`, {
    winner: byAnother(found.deactivated, context),
  });
}

/** Cents an hour on a date; undefined before the first rate. */
export function rateOn({ rates }: KnownEmployee, date: string): number | undefined {
  return rates.findLast(({ from }) => from <= date)?.rateCents;
}

/**
 * The terms of a day: what it is worked by. What is withheld goes by the day of the payment, so tax asks for that one.
 */
export function termsOn({ terms }: Pick<KnownEmployee, 'terms'>, day: string): PayTerms {
  return datedOn(terms, day).terms;
}

/** The terms that the card began with. */
export function firstTerms({ terms }: Pick<KnownEmployee, 'terms'>): PayTerms {
  return datedOn(terms, '').terms;
}

export function sameCard(before: Card, after: Card): boolean {
  return sameContent({ ...before }, { ...after });
}

export function sameTerms(before: PayTerms, after: PayTerms): boolean {
  return sameContent({ ...before }, { ...after });
}

const fields = [
  'number',
  'name',
  'userId',
  'email',
  'phone',
  'department',
  'position',
  'startDate',
  'terms',
] as const satisfies readonly (keyof EmployeeCard)[];

function plainCard(card: Card, terms: PayTerms): { readonly [key: string]: Plain | undefined } {
  return { ...card, terms: { ...terms } };
}

function evolve(state: Employee, event: Recorded<EmployeeEvent>): Employee {
  if (event.type === 'EmployeeRegistered') {
    const { left = false, terms, ...card } = event.data;
    const { sequence: version } = event;
    const registered = traceOf(event, { name: card.name });
    return {
      status: left ? 'inactive' : 'active',
      ...{ card, terms: [{ terms }], managerId: null, rates: [], version, rateVersion: 0, details: {} },
      ...{ registered, lastEdit: registered, lastRate: undefined },
      deactivated: left ? registered : undefined,
    };
  }
  if (state.status === 'none') return state;
  const { name } = state.card;
  switch (event.type) {
    case 'EmployeeRevised': {
      const { terms: first, ...card } = event.data;
      const before = plainCard(state.card, firstTerms(state));
      const changes = changesBetween(before, plainCard(card, first), fields).map((one) => ({ ...one }));
      const terms = withTerms(state.terms, undefined, first);
      return { ...state, card, terms, version: event.sequence, lastEdit: traceOf(event, { name, changes }) };
    }
    case 'TermsSet': {
      const { from, terms: set } = event.data;
      const changes = [{ field: 'terms', from: { ...termsOn(state, from) }, to: { ...set } }];
      const terms = withTerms(state.terms, from, set);
      const lastEdit = traceOf(event, { name, from, changes });
      return { ...state, terms, version: event.sequence, lastEdit };
    }
    case 'PayRateSet': {
      const { from, rateCents } = event.data;
      const others = state.rates.filter((rate) => rate.from !== from);
      const rates = [...others, { from, rateCents }].sort((a, b) => (a.from < b.from ? -1 : 1));
      // The refusal says that the rate changed, and not what anybody earns.
      return { ...state, rates, rateVersion: event.sequence, lastRate: traceOf(event, { name, from }) };
    }
    case 'ManagerAssigned':
      return { ...state, managerId: event.data.managerId };
    case 'ApprovalsDelegated':
      return state;
    case 'EmployeeDeactivated': {
      const deactivated = traceOf(event, { name, ...event.data });
      return { ...state, status: 'inactive', version: event.sequence, lastEdit: deactivated, deactivated };
    }
    case 'EmployeeReactivated': {
      const lastEdit = traceOf(event, { name });
      return { ...state, status: 'active', version: event.sequence, lastEdit, deactivated: undefined };
    }
    case 'PrivateDetailChanged':
      return filed(state, event, event.data.ref);
    case 'PrivateDetailErased':
      return filed(state, event, undefined);
    case 'PrivateDetailShown':
      return state;
    default:
      event satisfies never;
      return state;
  }
}

/** A detail is on file, or no longer. With the tax file number the card says that it was told: pay is taxed by that. */
function filed(
  state: KnownEmployee,
  event: Recorded<Extract<EmployeeEvent, { type: 'PrivateDetailChanged' | 'PrivateDetailErased' }>>,
  ref: string | undefined,
): KnownEmployee {
  const { field } = event.data;
  const last = traceOf(event, { name: state.card.name, field });
  const after = { ...state, details: { ...state.details, [field]: { ref, last } } };
  if (field !== 'tax-file-number') return after;
  // The number counts for every payment from now on, whatever else is dated.
  const tfnProvided = ref !== undefined;
  const terms = state.terms.map((one) => ({ ...one, terms: { ...one.terms, tfnProvided } }));
  // What was moved in with the card makes nobody's edit of it out of date.
  const edited = event.imported === undefined ? { version: event.sequence, lastEdit: last } : {};
  return { ...after, terms, ...edited };
}
