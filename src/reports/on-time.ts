import { calendarDateAt } from '../contracts/dates.ts';
import { type OnTimeReport, type OrderOut, REPORT_ID } from '../contracts/reports.ts';
import { monthsUntil } from './months.ts';

/** Orders by the month in which they went out. One is on time that went on its delivery date or before. */
export function onTime(out: readonly OrderOut[], today: string, timeZone: string): OnTimeReport {
  const went = out.map(({ outAt, dueDate }) => ({ date: calendarDateAt(new Date(outAt), timeZone), dueDate }));
  const months = monthsUntil(today).map((month) => {
    const orders = went.filter(({ date }) => date.startsWith(month));
    return { month, orders: orders.length, onTime: orders.filter(({ date, dueDate }) => date <= dueDate).length };
  });
  return { id: REPORT_ID, months };
}
