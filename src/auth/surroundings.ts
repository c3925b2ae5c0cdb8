import { isIP, isIPv4, isIPv6 } from 'node:net';
import { normalizeIP } from '@fastify/rate-limit';

// What a request tells its person later, so that they recognise the sign-in. Words only, and no more than needed.

/** "Safari on iPad", from what the browser says of itself; "a program" for scripts. */
export function deviceWords(userAgent: string | undefined): string {
  const browser = first(browsers, userAgent);
  const system = first(systems, userAgent);
  if (browser === undefined) return system === undefined ? 'A program' : `A program on ${system}`;
  return system === undefined ? browser : `${browser} on ${system}`;
}

/**
 * Attempts are counted by this. A holder of one IPv6 address has a whole network of them, so the network counts. Some
 * proxies write the port behind the address, and it changes with each connection, so it is cut off. Everything that is
 * no address counts as one place.
 */
export function countedAddress(address: string): string {
  const bare = address.replace(/^\[(.+)\](?::\d+)?$|^([\d.]+):\d+$/, '$1$2');
  return isIP(bare) === 0 ? 'no address' : normalizeIP(bare);
}

/** Whether it is an address of this machine, for itself alone. */
export function isLocal(address: string): boolean {
  const plain = plainOf(address);
  return plain === '::1' || plain.startsWith('127.');
}

/** Without what stands before an IPv4 address that came by IPv6. */
function plainOf(address: string): string {
  return address.replace(/^::ffff:/i, '');
}

/** The network of an address, without the last part, which is personal. */
export function networkOf(address: string): string {
  if (isLocal(address)) return 'this machine';
  const plain = plainOf(address);
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(plain)) return 'unknown';
  const groups = plain.split('%')[0]?.split('::')[0]?.split(':') ?? [];
  return `${[...groups, '0', '0', '0'].slice(0, 3).join(':')}::/48`;
}

type Words = readonly (readonly [mark: RegExp, word: string])[];

/** The order matters: nearly every browser also claims to be another one. */
const browsers: Words = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bHeadlessChrome\/|\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: Words = [
  [/\biPad\b/, 'iPad'],
  [/\biPhone\b/, 'iPhone'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMacintosh\b|\bMac OS X\b/, 'Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

function first(words: Words, text = ''): string | undefined {
  return words.find(([mark]) => mark.test(text))?.[1];
}
