/** Minutes as they stand in a grid or a field: 456 is "7:36", 2,280 is "38:00". */
export function hoursText(minutes: number): string {
  const whole = Math.abs(minutes);
  return `${minutes < 0 ? '−' : ''}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/**
 * What a person typed for a length of time, in minutes: "7:36", "7.6" and "7h 36" are 456, "38" and "38 h" are 2,280.
 * Undefined when it is none, or comes to no whole minute. A minus in front is for balances.
 */
export function parseHours(typed: string): number | undefined {
  const plain = typed.toLowerCase().replace(/\s+/g, '').replace(',', '.');
  const match = /^([-−]?)(\d{1,5})(?:[:h](\d\d)?|\.(\d{1,2}))?(?:h|min|m)?$/.exec(plain);
  if (match === null) return undefined;
  const [, sign, hours, minutes = '0', hundredths = '0'] = match;
  const rest = Number(minutes) + (Number(hundredths.padEnd(2, '0')) * 60) / 100;
  if (!Number.isInteger(rest) || rest >= 60) return undefined;
  const all = Number(hours) * 60 + rest;
  return sign === '' ? all : -all;
}
