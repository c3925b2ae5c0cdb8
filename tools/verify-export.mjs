// Proves an export of the log, trusting nobody: it needs Node 20.12 or later and this file alone, and imports nothing of
// Misty. What it checks, and why, stands in docs/log-format.md.
//
//     node tools/verify-export.mjs export.ndjson [--key ID]
//
// Exit code 0: all is in order. 1: a fault; its line is named. 2: the command line was not understood.
import { createPublicKey, hash, verify } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

const LINE_MAX = 17_000_000;
const GENESIS = '0'.repeat(64);
const HASH = /^[0-9a-f]{64}$/;
/** What stands before the 32 bytes of an Ed25519 key in the form that Node reads (RFC 8410). */
const KEY_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

class Fault extends Error {}

const found = { kind: '', keys: new Map(), sequences: new Map(), position: 0, hash: GENESIS, at: '' };
Object.assign(found, { commits: 0, events: 0, heads: 0, ended: false });

const { file, key } = commandLine();
let line = 0;
try {
  for (const bytes of linesOf(file)) {
    line += 1;
    check(bytes);
  }
  line += 1;
  if (line === 1) throw new Fault('the file is empty');
  if (!found.ended) throw new Fault('the file ends without its last line: it was cut');
} catch (error) {
  const known = error instanceof Fault || 'code' in error;
  console.log(
    `Not in order. Line ${Math.max(line, 1)}: ${known ? error.message : `cannot be read: ${error.message}`}.`,
  );
  process.exit(1);
}
const [first] = found.keys.keys();
console.log(`In order: ${found.commits} commits, ${found.events} events, up to position ${found.position}.`);
console.log(`Hash of the last commit: ${found.hash}`);
if (found.kind === 'part') console.log('It is a part of a log: what lies between its commits is not proven.');
console.log(
  found.heads === 0
    ? 'No signed head: who wrote it is not proven.'
    : `${found.heads} signed heads fit. First key: ${first}`,
);

function check(bytes) {
  if (line === 1) return header(bytes);
  if (found.ended) throw new Fault('something follows the last line');
  if (starts(bytes, '{"commit":')) return commit(bytes);
  if (starts(bytes, '{"head":')) return head(bytes);
  if (starts(bytes, '{"end":')) return end(bytes);
  throw new Fault('it is neither a commit, nor a head, nor the end');
}

function header(bytes) {
  const { misty_log: version, kind, from, prev, keys, aggregates = [] } = parsed(bytes);
  if (version !== 1) throw new Fault('it is not an export of a log, or of a later form than this program reads');
  if (!['whole', 'range', 'part'].includes(kind)) throw new Fault('its kind is not known');
  if (!Number.isSafeInteger(from) || from < 1) throw new Fault('the position at which it begins is not a number');
  if (!HASH.test(prev) || (from === 1) !== (prev === GENESIS)) throw new Fault('the hash at which it begins is wrong');
  if (kind === 'whole' && from !== 1) throw new Fault('it says that it is whole, and begins later');
  if (!Array.isArray(keys) || !Array.isArray(aggregates)) throw new Fault('its keys are missing');
  for (const entry of keys) addKey(entry);
  const [id] = found.keys.keys();
  if (key !== undefined && id !== key) throw new Fault(`its first key is ${id ?? 'missing'}, and not ${key}`);
  Object.assign(found, { kind, position: from - 1, hash: prev, dense: kind === 'part' ? aggregates : undefined });
}

function addKey({ key: entry, by, signature }) {
  const raw = Buffer.from(String(entry?.public), 'base64');
  if (raw.length !== 32 || entry.id !== hash('sha256', raw, 'hex').slice(0, 16)) {
    throw new Fault('the id of a key does not fit the key');
  }
  // The fields of a key are known and plain, so their text can be made again.
  const text = `{"id":"${entry.id}","public":"${entry.public}","since":"${entry.since}"}`;
  if (found.keys.size > 0 && !isSigned(Buffer.from(text), by, signature)) {
    throw new Fault(`no earlier key vouches for key ${entry.id}`);
  }
  found.keys.set(entry.id, createPublicKey({ key: Buffer.concat([KEY_PREFIX, raw]), format: 'der', type: 'spki' }));
}

function commit(bytes) {
  const tail = bytes.length - 75;
  if (tail < 10 || bytes.toString('latin1', tail, tail + 9) !== ',"hash":"') throw new Fault('the commit has no hash');
  const text = bytes.subarray(10, tail);
  const value = parsed(bytes);
  const { commit: c, hash: stated } = value;
  if (Object.keys(value).length !== 2 || c === null || typeof c !== 'object')
    throw new Fault('it is not one commit and its hash');
  if (hash('sha256', text, 'hex') !== stated)
    throw new Fault(`the content of position ${c.position} does not fit its hash: it was changed`);
  const next = found.position + 1;
  const gap = c.position !== next;
  if (!Number.isSafeInteger(c.position) || c.position < next || (gap && found.kind !== 'part')) {
    throw new Fault(`position ${next} belongs here, and ${c.position} stands here`);
  }
  if (!gap && c.prev !== found.hash) throw new Fault(`position ${c.position} does not name the commit before it`);
  if (typeof c.at !== 'string' || Number.isNaN(Date.parse(c.at)) || c.at < found.at)
    throw new Fault(`the time of position ${c.position} goes back`);
  if (!Array.isArray(c.events) || c.events.length === 0) throw new Fault(`position ${c.position} has no event`);
  for (const { stream } of c.events) sequence(stream, c.position);
  Object.assign(found, { position: c.position, hash: stated, at: c.at });
  found.commits += 1;
  found.events += c.events.length;
}

function sequence({ aggregate, sequence: number }, position) {
  const known = found.dense === undefined || found.dense.includes(aggregate);
  const before = (known && found.sequences.get(aggregate)) || (found.kind === 'whole' ? 0 : number - 1);
  if (typeof aggregate !== 'string' || !Number.isSafeInteger(number) || number < 1 || number !== before + 1) {
    throw new Fault(`at position ${position}, ${aggregate} has number ${number} where ${before + 1} belongs`);
  }
  found.sequences.set(aggregate, number);
}

function head(bytes) {
  const { head: h, signature } = parsed(bytes);
  const text = bytes.subarray(8, bytes.lastIndexOf(',"signature":"'));
  if (h.position !== found.position || h.hash !== found.hash) {
    throw new Fault(
      `the head that was signed for position ${h.position} is of another log: what stands before it was rewritten`,
    );
  }
  if (!isSigned(text, h.key, signature))
    throw new Fault(`the signature of the head at position ${h.position} is not good`);
  found.heads += 1;
}

function end(bytes) {
  const { end: e } = parsed(bytes);
  for (const field of ['commits', 'events', 'hash', 'position']) {
    if (e[field] !== found[field]) throw new Fault(`at its end ${field} should be ${found[field]}, and is ${e[field]}`);
  }
  found.ended = true;
}

function isSigned(text, by, signature) {
  const publicKey = found.keys.get(by);
  return publicKey !== undefined && verify(null, text, publicKey, Buffer.from(String(signature), 'base64'));
}

function starts(bytes, words) {
  return bytes.toString('latin1', 0, words.length) === words;
}

function parsed(bytes) {
  try {
    const value = JSON.parse(bytes.toString('utf8'));
    if (value !== null && typeof value === 'object') return value;
  } catch {
    // Said below.
  }
  throw new Fault('it is not JSON');
}

/** Line by line, with no more than one in memory. */
function* linesOf(name) {
  const descriptor = openSync(name, 'r');
  const chunk = Buffer.allocUnsafe(1 << 20);
  let rest = Buffer.alloc(0);
  for (;;) {
    const size = readSync(descriptor, chunk);
    if (size === 0) break;
    let from = 0;
    for (let feed = chunk.indexOf(10); feed !== -1 && feed < size; feed = chunk.indexOf(10, from)) {
      yield rest.length === 0 ? chunk.subarray(from, feed) : Buffer.concat([rest, chunk.subarray(from, feed)]);
      rest = Buffer.alloc(0);
      from = feed + 1;
    }
    rest = Buffer.concat([rest, chunk.subarray(from, size)]);
    if (rest.length > LINE_MAX) {
      line += 1;
      throw new Fault('the line is longer than any commit can be');
    }
  }
  closeSync(descriptor);
  if (rest.length === 0) return;
  line += 1;
  throw new Fault('the file ends in the middle of a line: it was cut');
}

function commandLine() {
  const args = process.argv.slice(2);
  const at = args.indexOf('--key');
  const [id] = at === -1 ? [] : args.splice(at, 2).slice(1);
  if (args.length !== 1 || (at !== -1 && !/^[0-9a-f]{16}$/.test(id ?? ''))) {
    console.error('node verify-export.mjs FILE [--key ID of the first key, 16 hexadecimal digits]');
    process.exit(2);
  }
  return { file: args[0], key: id };
}
