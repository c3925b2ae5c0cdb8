import { RATE_MAX } from '../contracts/employee.ts';
import type { LeaveType } from '../contracts/leave-types.ts';
import { cents, type Doc, minutesOf, textOf } from './values.ts';

export const balances: readonly (readonly [field: string, type: LeaveType])[] = [
  ['annual_leave_balance', 'annual'],
  ['sick_leave_balance', 'sick'],
  ['personal_leave_balance', 'personal'],
  ['long_service_leave_balance', 'long-service'],
];

/** What cannot be read of a profile, if anything: then there is no employee of it. */
export function profileTrouble(doc: Doc): { readonly field: string; readonly reason: string } | undefined {
  const rate = doc['hourly_rate'];
  if (isTold(rate)) {
    const amount = cents(rate);
    if (amount === undefined || amount < 0 || amount > RATE_MAX) {
      return { field: 'hourly_rate', reason: `${textOf(rate) ?? 'what is there'} is no rate` };
    }
  }
  for (const [field] of balances) {
    if (isTold(doc[field]) && minutesOf(doc[field]) === undefined) {
      return { field, reason: `${textOf(doc[field]) ?? 'what is there'} is no number of hours` };
    }
  }
  return undefined;
}

function isTold(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
