import { type LookupAddress, type LookupOptions, lookup as resolve } from 'node:dns';
import { BlockList, isIP, isIPv6 } from 'node:net';

// A client tells us where its push service is, and we go there. So that nobody sends us to a machine of the company's
// own network, or to this one, the address is looked at twice: its form at the door, and what its name leads to at each
// connection.

/** What an address may be. Tests have a push service of their own on this machine. */
export type Reach = 'public' | 'loopback too';

const LENGTH_MAX = 1_000;

/** What is wrong with the address of a push service, as the end of a sentence. Undefined when it may be tried. */
export function addressTrouble(endpoint: string, reach: Reach): string | undefined {
  if (endpoint.length > LENGTH_MAX || !URL.canParse(endpoint)) return 'is no address';
  const { protocol, hostname, port, username, password, hash } = new URL(endpoint);
  if (username !== '' || password !== '' || hash !== '') return 'has a name, a password or a fragment in it';
  if (reach === 'loopback too' && isLoopback(hostname)) return undefined;
  if (protocol !== 'https:') return 'does not begin with https';
  if (port !== '') return 'has a port of its own';
  // A push service has a name. Figures in any spelling are turned into these forms when the address is read.
  if (isIP(hostname) !== 0 || hostname.startsWith('[')) return 'is a number and not a name';
  return hostname.includes('.') && !hostname.endsWith('.') ? undefined : 'is a name of this network';
}

/** For connections: looks a name up, and refuses where it leads to anything but the public network. */
export function guardedLookup(reach: Reach) {
  return (
    hostname: string,
    options: LookupOptions,
    done: (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void,
  ): void => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      const [first] = found;
      if (first === undefined || !found.every(({ address }) => mayBeReached(address, reach))) {
        return done(new AddressRefused(), []);
      }
      if (options.all) done(null, found);
      else done(null, first.address, first.family);
    });
  };
}

/** The name leads into a private network. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
  constructor() {
    super('The name leads to an address that is not public.');
  }
}

/** Whether an address is one of the public network, or of this machine where that is allowed. */
export function mayBeReached(address: string, reach: Reach): boolean {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/i, '');
  if (reach === 'loopback too' && isLoopback(plain)) return true;
  if (isIPv6(plain)) return globalNet.check(plain, 'ipv6') && !notPublic.check(plain, 'ipv6');
  return isIP(plain) === 4 && !notPublic.check(plain, 'ipv4');
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname === '::1' || /^127(\.\d+){3}$/.test(hostname);
}

/** Of IPv6, what is given out to the public network at all. */
const globalNet = new BlockList();
globalNet.addSubnet('2000::', 3, 'ipv6');

/** Special-purpose addresses: IANA's registries (RFC 6890 and what came after). */
const notPublic = new BlockList();
for (const net of [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
  // Inside of IPv6: protocol assignments, documentation, and addresses that hold one of IPv4.
  ...['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
]) {
  const [base = '', bits = ''] = net.split('/');
  notPublic.addSubnet(base, Number(bits), isIPv6(base) ? 'ipv6' : 'ipv4');
}
