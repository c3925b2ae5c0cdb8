import { calendarDateAt } from '../contracts/dates.ts';
import { type MaterialUse, REPORT_ID, type UseReport } from '../contracts/reports.ts';
import { monthsUntil } from './months.ts';

/** What was used of each item, month by month. Items that were not used are left out. */
export function useByMonth(all: readonly MaterialUse[], today: string, timeZone: string): UseReport {
  const months = monthsUntil(today);
  const items = all.map(({ id, code, name, unit, scale, uses }) => {
    const used = months.map(() => 0);
    for (const { at, quantity } of uses) {
      const month = months.indexOf(calendarDateAt(new Date(at), timeZone).slice(0, 7));
      if (month >= 0) used[month] = (used[month] ?? 0) + quantity;
    }
    return { itemId: id, code, name, unit, scale, used };
  });
  return { id: REPORT_ID, months: [...months], items: items.filter(({ used }) => used.some((one) => one !== 0)) };
}
