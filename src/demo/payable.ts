import type { PayTerms } from '../contracts/employee.ts';
import { defaultSettings } from '../contracts/settings.ts';
import { isRefusal } from '../domain/kernel.ts';
import { tablesFor } from '../domain/pay/calculate-pay.ts';
import { usualPayDate } from '../domain/timesheet/week-pay.ts';

/**
 * Whether tax tables cover the pay of a week. Where they do not, its approval and its pay run would be refused, and the
 * demo company has a week that waits instead.
 */
export function payable(monday: string, terms: PayTerms): boolean {
  return !isRefusal(tablesFor({ terms, payDate: usualPayDate(monday, defaultSettings) }));
}
