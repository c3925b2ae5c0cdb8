import { HASHES_MAX } from '#contracts/hashes-max.ts';
import type { Head, HeadProof, LogDoubt, SignedHead } from '#contracts/heads.ts';

/** A head that this device has pinned: what stood there then must stand there for ever. */
export type Pin = Pick<Head, 'position' | 'hash' | 'at'>;

/** What a device knows of the log. */
export interface Known {
  /** Public keys that may sign heads, by id: the first is believed as it came, each later one is vouched for. */
  readonly keys: Readonly<Record<string, string>>;
  readonly pin: Pin;
  /** Earlier pins, the oldest first. */
  readonly earlier: readonly Pin[];
  /** The hashes up to the pin, as many as are kept, the oldest first: they tell which commit is another one. */
  readonly trail: readonly string[];
}

/** How a device asks and verifies. */
export interface Means {
  readonly proof: (from: number, to: number) => Promise<HeadProof>;
  /** Whether a signature of a text is good; undefined where this browser cannot tell. */
  readonly verify: (publicKey: string, text: string, signature: string) => Promise<boolean | undefined>;
}

export type Checked = { readonly known: Known } | { readonly doubt: LogDoubt };

/** Hashes that are kept, in full: a commit that is another one is named exactly as far back as they go. */
const TRAIL_MAX = HASHES_MAX;
const EARLIER_MAX = 300;
/** Answers that are asked for at most to catch up. A device that was away for longer checks its pin and the newest part. */
const ANSWERS_MAX = 4;

/**
 * Checks that a signed head extends what this device knows. A device that knows nothing believes the first head it sees.
 * Throws what `proof` throws: then nothing is known, and the next head is checked.
 */
export async function check(known: Known | undefined, { head, signature }: SignedHead, means: Means): Promise<Checked> {
  const { position } = head;
  const doubt = (kind: LogDoubt['kind'], at: number, pinnedAt = known?.pin.at ?? head.at): Checked => ({
    doubt: { kind, position: at, pinnedAt },
  });
  if (known !== undefined && known.pin.position > position) {
    // It may be an older head that came late; what counts is what the log holds now.
    const { hashes } = await means.proof(known.pin.position, known.pin.position);
    return hashes[0] === known.pin.hash ? { known } : await firstOther(known, means);
  }
  const from = known === undefined ? position : Math.max(known.pin.position, position - ANSWERS_MAX * HASHES_MAX + 1);
  const { keys, hashes } = await collect(from, position, means);
  if (known !== undefined) {
    const pinned =
      from === known.pin.position ? hashes[0] : (await means.proof(known.pin.position, known.pin.position)).hashes[0];
    if (pinned !== known.pin.hash) return await firstOther(known, means);
  }
  if (hashes.at(-1) !== head.hash || hashes.length !== position - from + 1) return doubt('differs', position);
  const trusted = await vouched(known?.keys, keys, means);
  const key = trusted[head.key];
  if (key === undefined) return doubt('key', position);
  if ((await means.verify(key, canonicalHead(head), signature)) === false) return doubt('signature', position);
  const trail = from === known?.pin.position ? [...known.trail.slice(0, -1), ...hashes] : hashes;
  const earlier =
    known === undefined ? [] : position === known.pin.position ? known.earlier : [...known.earlier, known.pin];
  return {
    known: {
      keys: trusted,
      pin: { position, hash: head.hash, at: head.at },
      earlier: thinned(earlier),
      trail: trail.slice(-TRAIL_MAX),
    },
  };
}

/** All hashes from one position to another, in as many answers as that takes. */
async function collect(from: number, to: number, { proof }: Means): Promise<Pick<HeadProof, 'keys' | 'hashes'>> {
  const hashes: string[] = [];
  let keys: HeadProof['keys'] = [];
  for (let next = from; next <= to; ) {
    const answer = await proof(next, Math.min(to, next + HASHES_MAX - 1));
    keys = answer.keys;
    if (answer.hashes.length === 0) break;
    hashes.push(...answer.hashes);
    next = from + hashes.length;
  }
  return { keys, hashes };
}

/** Which commit is another one, or gone: exactly within the trail, else the first pin that does not fit. */
async function firstOther(known: Known, { proof }: Means): Promise<Checked> {
  const { pin, trail, earlier } = known;
  const first = pin.position - trail.length + 1;
  const { hashes } = await proof(first, pin.position);
  const found = trail.findIndex((hash, index) => hashes[index] !== hash);
  // A log that was put right since was still another one at the pin.
  const at = found === -1 ? trail.length - 1 : found;
  const doubt = ({ position, at: pinnedAt }: Omit<Pin, 'hash'>, there: string | undefined): Checked => ({
    doubt: { kind: there === undefined ? 'shorter' : 'differs', position, pinnedAt },
  });
  // All of the trail may be another one: then it began before it.
  if (at === 0 && first > 1) {
    const earliest = await firstUnfit(earlier, proof);
    if (earliest !== undefined) return doubt(earliest.pin, earliest.there);
  }
  const position = first + at;
  const pinnedBy = earlier.find((one) => one.position >= position) ?? pin;
  return doubt({ position, at: pinnedBy.at }, hashes[at]);
}

/** The first pin that does not fit. Each hash follows from those before it, so all pins after that one do not fit either. */
async function firstUnfit(
  pins: readonly Pin[],
  proof: Means['proof'],
): Promise<{ readonly pin: Pin; readonly there: string | undefined } | undefined> {
  let found: { pin: Pin; there: string | undefined } | undefined;
  for (let low = 0, high = pins.length; low < high; ) {
    const middle = Math.floor((low + high) / 2);
    const pin = pins[middle];
    if (pin === undefined) return found;
    const [there] = (await proof(pin.position, pin.position)).hashes;
    if (there === pin.hash) low = middle + 1;
    else {
      found = { pin, there };
      high = middle;
    }
  }
  return found;
}

/** The keys that may sign: those that are known, and those that a known one vouches for. */
async function vouched(
  known: Known['keys'] | undefined,
  statements: HeadProof['keys'],
  { verify }: Means,
): Promise<Known['keys']> {
  const trusted: Record<string, string> = { ...known };
  for (const { key, by, signature } of statements) {
    if (trusted[key.id] !== undefined) continue;
    if (known === undefined && by === undefined) {
      trusted[key.id] = key.public;
      continue;
    }
    const voucher = by === undefined ? undefined : trusted[by];
    if (voucher === undefined || signature === undefined) continue;
    if ((await verify(voucher, canonicalKey(key), signature)) !== false) trusted[key.id] = key.public;
  }
  return trusted;
}

/** The texts that are signed: fields in order, without white space. docs/log-format.md */
function canonicalHead({ at, hash, key, position }: Head): string {
  return JSON.stringify({ at, hash, key, position });
}

function canonicalKey({ id, public: publicKey, since }: HeadProof['keys'][number]['key']): string {
  return JSON.stringify({ id, public: publicKey, since });
}

/** Of many pins every second one goes, but for the newest hundred: the further back, the wider apart. */
function thinned(pins: readonly Pin[]): readonly Pin[] {
  if (pins.length <= EARLIER_MAX) return pins;
  const newest = pins.slice(-100);
  return [...pins.slice(0, -100).filter((_, index) => index % 2 === 0), ...newest];
}
