// Calendar dates are text, YYYY-MM-DD, and weeks begin on Monday. Nothing here knows a time zone: a date is a date.

const DAY_MS = 24 * 60 * 60 * 1000;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Monday to Sunday, in the order of `weekdayOf`. */
export const weekdayWords = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** The date so many days later; earlier, when `days` is below 0. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days later the second date is. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(date: string): number {
  return (new Date(date).getUTCDay() + 6) % 7;
}

/** The Monday of the week that the date is in. */
export function mondayOf(date: string): string {
  return addDays(date, -weekdayOf(date));
}

/** The seven dates of a week, Monday first. */
export function weekDates(monday: string): readonly string[] {
  return weekdayWords.map((_, weekday) => addDays(monday, weekday));
}

/** The month so many before or after, YYYY-MM. */
export function monthBeside(month: string, step: number): string {
  const [year = 0, of = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, of - 1 + step, 1)).toISOString().slice(0, 7);
}

/** Id of a week in read models and addresses: "<employee>.<monday>". */
export function timesheetId(employeeId: string, monday: string): string {
  return `${employeeId}.${monday}`;
}

/** Id of a request for leave in read models and addresses: "<employee>.<request>", for only the two together are unique. */
export function leaveRequestId(employeeId: string, requestId: string): string {
  return `${employeeId}.${requestId}`;
}

/** Id of a card of the approvals inbox: "leave.<request as above>" or "timesheet.<week as above>". */
export function approvalId(kind: 'leave' | 'timesheet', id: string): string {
  return `${kind}.${id}`;
}

/** "3–5 Nov", "3 Nov", "30 Nov – 2 Dec"; with the year where it is not the year of `today`. */
export function formatDays(first: string, last: string, today: string): string {
  const years = first.slice(0, 4) !== last.slice(0, 4);
  const year = years || last.slice(0, 4) !== today.slice(0, 4);
  const end = `${dayAndMonth(last)}${year ? ` ${last.slice(0, 4)}` : ''}`;
  if (first === last) return end;
  if (first.slice(0, 7) === last.slice(0, 7)) return `${Number(first.slice(8))}–${end}`;
  return `${dayAndMonth(first)}${years ? ` ${first.slice(0, 4)}` : ''} – ${end}`;
}

/** "Mon 2 Nov"; with the year where it is not the year of `today`. */
export function formatDay(date: string, today: string): string {
  return `${weekdayWords[weekdayOf(date)]} ${formatDays(date, date, today)}`;
}

/** A length of time as refusals say it: "12h 00m". */
export function formatHours(minutes: number): string {
  const whole = Math.abs(minutes);
  const hours = `${Math.floor(whole / 60)}h ${String(whole % 60).padStart(2, '0')}m`;
  return minutes < 0 ? `−${hours}` : hours;
}

/** A length of time, in minutes: "26 h 36 min", "4 h 02 min", "38 h", "45 min", "−3 h 30 min". */
export function lengthOf(minutes: number): string {
  const whole = Math.abs(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  const words =
    hours === 0 ? `${rest} min` : rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, '0')} min`;
  return minutes < 0 ? `−${words}` : words;
}

function dayAndMonth(date: string): string {
  return `${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]}`;
}
