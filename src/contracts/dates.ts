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
  // The offset may differ there, on the day when summer time begins or ends.
  return new Date(wanted - offsetMs(first, timeZone));
}

/**
 * The moment when the clocks of a time zone show this date and time, HH:MM: the first one where an hour comes twice,
 * and undefined where the clocks skip it, on the two days a year when summer time ends and begins.
 */
export function clockMoment(date: string, time: string, timeZone: string): Date | undefined {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  // Only the offset of the day before or of the day after can be right.
  const candidates = [wanted - DAY_MS, wanted + DAY_MS].map((near) => wanted - offsetMs(near, timeZone));
  const shown = candidates.filter((at) => at + offsetMs(at, timeZone) === wanted);
  return shown.length === 0 ? undefined : new Date(Math.min(...shown));
}

/** What the clocks of a time zone show at a moment, HH:MM. */
export function clockTimeAt(at: Date, timeZone: string): string {
  return new Date(at.getTime() + offsetMs(at.getTime(), timeZone)).toISOString().slice(11, 16);
}

const DAY_MS = 24 * 60 * 60 * 1000;
const fullFormats = new Map<string, Intl.DateTimeFormat>();

/** How far the clocks of a time zone are ahead of UTC at a moment. */
function offsetMs(at: number, timeZone: string): number {
  let format = fullFormats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
    });
    fullFormats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const shown = `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}Z`;
  return Date.parse(shown) - Math.floor(at / 1000) * 1000;
}
