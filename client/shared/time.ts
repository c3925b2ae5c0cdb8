import { computed, signal } from '@preact/signals';
import { daysBetween, formatDay, formatDays, lengthOf } from '#contracts/week.ts';

export { lengthOf } from '#contracts/week.ts';

import { present } from '../sync/clock.ts';
import { timeZone } from '../sync/session.ts';

/** The present moment, renewed every ten seconds: what shows a time or an age reads this. */
export const now = signal(present());

/** Lets `now` run. The shell calls it once. */
export function startClock(): void {
  setInterval(() => {
    now.value = present();
  }, 10_000);
}

const monthsInFull: Readonly<Record<string, string>> = {
  ...{ Jan: 'January', Feb: 'February', Mar: 'March', Apr: 'April', Jun: 'June', Jul: 'July', Aug: 'August' },
  ...{ Sep: 'September', Oct: 'October', Nov: 'November', Dec: 'December' },
};

/** "10:42 am" in the company's time zone. */
export function timeOfDay(at: string | Date): string {
  return format(at, { hour: 'numeric', minute: '2-digit', hour12: true }).replace(/\s?([ap])\.?m\.?$/i, (_, half) => {
    return ` ${String(half).toLowerCase()}m`;
  });
}

/** A time of the company's clocks, HH:MM, as people say it: "4:49 pm", or "4:49" where the half of the day is plain. */
export function wallTime(time: string, short = false): string {
  const hour = Number(time.slice(0, 2));
  const words = `${hour % 12 === 0 ? 12 : hour % 12}${time.slice(2)}`;
  return short ? words : `${words} ${hour < 12 ? 'am' : 'pm'}`;
}

/** 0 to 23 in the company's time zone. */
export function hourOf(at: Date): number {
  return Number(format(at, { hour: '2-digit', hourCycle: 'h23' }));
}

/** "10:42": the time in a list of today, where am and pm are plain. */
export function clockTime(at: string | Date): string {
  return timeOfDay(at).replace(/ [ap]m$/, '');
}

/** "Thu 12 Nov", with the year only when it is another one. */
export function dayOf(at: string | Date): string {
  return calendarDay(dateOf(at));
}

/** A calendar date (YYYY-MM-DD) as "Thu 12 Nov", with the year only when it is another one. */
export function calendarDay(date: string): string {
  const sameYear = date.slice(0, 4) === today().slice(0, 4);
  return formatDate(date, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
}

/** A calendar date with its year, for fields: "Wed 18 Nov 2026". */
export function calendarDayInFull(date: string): string {
  return formatDate(date, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
}

/** When something happened, as short as it can be: today "10:42", this week "Wed", before "12 Nov". */
export function when(at: string | Date): string {
  const days = daysBetween(dateOf(at), today());
  if (days <= 0) return clockTime(at);
  if (days < 7) return formatDate(dateOf(at), { weekday: 'short' });
  return calendarDay(dateOf(at)).replace(/^\w+ /, '');
}

/** When something happened, for a sentence: today "10:42 am", this week "Wed 10:42 am", before "Wed 4 Nov, 10:42 am". */
export function moment(at: string | Date): string {
  const days = daysPast(dateOf(at));
  if (days === 0) return timeOfDay(at);
  return days > 0 && days < 7 ? `${when(at)} ${timeOfDay(at)}` : `${dayOf(at)}, ${timeOfDay(at)}`;
}

/** The same after what was done: "at 10:42 am", "on Wed 10:42 am", "on Wed 4 Nov, 10:42 am". */
export function atMoment(at: string | Date): string {
  return `${daysPast(dateOf(at)) === 0 ? 'at' : 'on'} ${moment(at)}`;
}

/** Today's calendar date in the company's time zone, YYYY-MM-DD. */
export function today(): string {
  return theDate.value;
}

/** What shows a date is drawn anew when the day changes, and not with every tick of the clock. */
const theDate = computed(() => dateOf(now.value));

/** The calendar date that stands in an address; undefined where none does. */
export function dateIn(text: string | undefined): string | undefined {
  const isDate = text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  return isDate ? text : undefined;
}

/** How many days a calendar date lies behind today; negative for days to come. */
export function daysPast(date: string): number {
  return daysBetween(date, today());
}

/** "16 min", "2 h 05 min", "3 days": how old something is. */
export function ageOf(at: string | Date): string {
  const minutes = Math.max(0, Math.floor((now.value.getTime() - new Date(at).getTime()) / 60_000));
  const days = Math.floor(minutes / 1_440);
  if (days < 1) return lengthOf(minutes);
  return days === 1 ? '1 day' : `${days} days`;
}

/** A length of time as a figure, hours always there: "84 h 30", "0 h 45". */
export function hoursFigure(minutes: number): string {
  const whole = Math.abs(minutes);
  return `${minutes < 0 ? '−' : ''}${Math.floor(whole / 60)} h ${String(whole % 60).padStart(2, '0')}`;
}

/** The same with its unit, for what is compared with others like it: "40 h 00 min". */
export function fullLength(minutes: number): string {
  return `${hoursFigure(minutes)} min`;
}

/** Days from one date to another for a heading: "21–24 December", "Wed 11 November"; with the year if it is another. */
export function daysInFull(first: string, last: string): string {
  const short = first === last ? formatDay(first, today()) : formatDays(first, last, today());
  return short.replace(/[A-Z][a-z]{2}/g, (month) => monthsInFull[month] ?? month);
}

/** "2 November", with the year if it is another. */
export function dateInFull(date: string): string {
  return daysInFull(date, date).replace(/^\w+ /, '');
}

/** A month, YYYY-MM, as "November 2026". */
export function monthWords(month: string): string {
  const words = formatter('en-AU', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return words.format(new Date(`${month}-01T00:00:00Z`));
}

/** The same where its year is plain: "Nov". */
export function shortMonth(month: string): string {
  return monthWords(month).slice(0, 3);
}

/** The calendar date of a moment in the company's time zone, YYYY-MM-DD. */
export function dateOf(at: string | Date): string {
  // Swedish dates are ISO dates.
  return formatter('sv-SE', { timeZone: timeZone.value, dateStyle: 'short' }).format(new Date(at));
}

function format(at: string | Date, options: Intl.DateTimeFormatOptions): string {
  return formatter('en-AU', { ...options, timeZone: timeZone.value }).format(new Date(at));
}

/** To make one takes as long as to draw a card, and a board asks a hundred times. */
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = JSON.stringify([locale, options]);
  const made = formatters.get(name) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(name, made);
  return made;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatDate(date: string, options: Intl.DateTimeFormatOptions): string {
  // A calendar date has no zone: it is written down as it is.
  const parts = formatter('en-AU', { ...options, timeZone: 'UTC' }).formatToParts(new Date(`${date}T00:00:00Z`));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value;
  // en-AU writes "Sept" and puts commas and dots at places that differ between browsers.
  const words = [part('weekday'), part('day'), part('month')?.slice(0, 3), part('year')];
  return words
    .filter((word) => word !== undefined)
    .join(' ')
    .replace(/[.,]/g, '');
}
