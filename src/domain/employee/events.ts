// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new
// v.
import type { PayTerms } from '../../contracts/employee.ts';
import type { PrivateField } from '../../contracts/private-fields.ts';
import type { Fact } from '../kernel.ts';

/** The card of somebody who works here. Tax file number and bank account are never in an event. */
export interface EmployeeCard {
  readonly number: string;
  readonly name: string;
  readonly userId?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly department?: string | undefined;
  readonly position?: string | undefined;
  readonly startDate: string;
  /** From the beginning: what counts from a later day on is in TermsSet. */
  readonly terms: PayTerms;
}

/** Events of `employee/<id>`. */
export type EmployeeEvent =
  /** `left`: no longer worked here when the card was moved in. */
  | Fact<'EmployeeRegistered', EmployeeCard & { readonly left?: boolean | undefined }>
  | Fact<'EmployeeRevised', EmployeeCard>
  /** Cents an hour from a date on; `was` is the rate of that date before, null where there was none. */
  | Fact<
      'PayRateSet',
      {
        readonly from: string;
        readonly rateCents: number;
        readonly was: number | null;
        readonly reason?: string | undefined;
      }
    >
  /** Terms from a date on, until the next that are dated; the same date again replaces them. */
  | Fact<'TermsSet', { readonly from: string; readonly terms: PayTerms }>
  | Fact<'ManagerAssigned', { readonly managerId: string | null; readonly was: string | null }>
  | Fact<'ApprovalsDelegated', { readonly to: string; readonly from: string; readonly until: string }>
  | Fact<'EmployeeDeactivated', { readonly reason?: string | undefined }>
  | Fact<'EmployeeReactivated', Record<never, never>>
  /** It is on file from now on, sealed, as the document `ref`. Never what it is. */
  | Fact<'PrivateDetailChanged', { readonly field: PrivateField; readonly ref: string }>
  | Fact<'PrivateDetailErased', { readonly field: PrivateField }>
  /** The person who gave the command was shown the whole value. */
  | Fact<'PrivateDetailShown', { readonly field: PrivateField; readonly ref: string }>;

/** Where somebody stands: whose team, which account, and whether they work here now. */
export interface Place {
  readonly employeeId: string;
  readonly name: string;
  readonly userId: string | null;
  readonly managerId: string | null;
  readonly active: boolean;
}

/**
 * Events of `hierarchy/company`: everything that says who may decide for whom, in one place, so that managers never
 * run in a circle and an account belongs to one person, however many servers there are.
 */
export type HierarchyEvent =
  | Fact<'EmployeePlaced', Place>
  | Fact<
      'DelegationPlaced',
      { readonly employeeId: string; readonly to: string; readonly from: string; readonly until: string }
    >;
