const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar date of a moment in a time zone, YYYY-MM-DD. */
export function calendarDateAt(at: Date, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(at);
}

/** The moment when the clocks of a time zone show this date and time: YYYY-MM-DD, H:MM. */
export function momentAt(date: string, time: string, timeZone: string): Date {
  const wanted = Date.parse(`${date}T${time.padStart(5, '0')}:00Z`);
  const first = wanted - offsetMs(wanted, timeZone);
  // The offset may be another one there, on the day when summer time begins or ends.
  return new Date(wanted - offsetMs(first, timeZone));
}

/** How far the clocks of a time zone are ahead of UTC at a moment. */
function offsetMs(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const shown = `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}Z`;
  return Date.parse(shown) - Math.floor(at / 1000) * 1000;
}
