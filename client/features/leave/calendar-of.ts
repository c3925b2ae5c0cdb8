import type { CompanySettings } from '#contracts/settings.ts';
import { employeeCard } from '../../sync/cards.ts';
import type { Calendar } from './plan.ts';

/** The days that somebody works, where their card may be read; of other colleagues, the company's week. */
export function calendarOf(employeeId: string, company: CompanySettings): Calendar {
  return { company, terms: employeeCard(employeeId)?.terms };
}
