import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Db } from 'mongodb';
import type { People } from './people.ts';

/** A tablet that people share, as it shows itself at the door. */
export interface SharedTablet {
  readonly id: string;
  readonly name: string;
}

/** What a code was made for. */
export interface Enrolment {
  readonly name: string;
  /** The administrator who made it. */
  readonly by: string;
}

/**
 * Codes that enrol a tablet, and the keys by which it is known afterwards. Only hashes are kept, and none is in an
 * event.
 */
export interface Devices {
  newCode(enrolment: Enrolment): Promise<{ readonly code: string; readonly expiresAt: Date }>;
  /** Uses a code up. Undefined when the code never existed, has lapsed, or was used a moment ago. */
  take(code: string): Promise<Enrolment | undefined>;
  /** Makes the key of a new tablet, for its cookie. The log is told afterwards, so the key alone opens nothing. */
  enrol(name: string): Promise<{ readonly tablet: SharedTablet; readonly key: string }>;
  /** The tablet that has this key, unless it was revoked. */
  holder(key: string | undefined): Promise<SharedTablet | undefined>;
}

interface StoredCode extends Enrolment {
  /** Hash of the code. */
  readonly _id: string;
  readonly expiresAt: Date;
}
interface StoredDevice {
  readonly _id: string;
  readonly name: string;
  readonly hash: string;
}

const CODE_MS = 10 * 60_000;
/** Thirty-two signs that cannot be mistaken for each other. Eight of them carry 40 bits. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const GROUP = 4;
const SECRET_BYTES = 32;
const KEY = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([\w-]{43})$/;

export async function openDevices(
  views: Db,
  people: Pick<People, 'isRevoked'>,
  clock: () => Date = () => new Date(),
): Promise<Devices> {
  const codes = views.collection<StoredCode>('device-codes');
  const devices = views.collection<StoredDevice>('device-keys');
  await codes.createIndexes([{ key: { expiresAt: 1 }, name: 'expires', expireAfterSeconds: 0 }]);
  return {
    async newCode(enrolment) {
      const code = Array.from(randomBytes(2 * GROUP), (byte) => SIGNS[byte % SIGNS.length]).join('');
      const expiresAt = new Date(clock().getTime() + CODE_MS);
      await codes.insertOne({ _id: hashOf(code), ...enrolment, expiresAt });
      return { code: `${code.slice(0, GROUP)}-${code.slice(GROUP)}`, expiresAt };
    },

    async take(code) {
      const _id = hashOf(code.toUpperCase().replace(/[^A-Z0-9]/g, ''));
      const found = await codes.findOne({ _id });
      if (found === null) return undefined;
      // Two tablets may show the same code at once. The one that deletes it wins, and the other is told no.
      const { deletedCount } = await codes.deleteOne({ _id });
      return deletedCount === 1 && found.expiresAt > clock() ? { name: found.name, by: found.by } : undefined;
    },

    async enrol(name) {
      const [id, secret] = [randomUUID(), randomBytes(SECRET_BYTES).toString('base64url')];
      await devices.insertOne({ _id: id, name, hash: hashOf(secret) });
      return { tablet: { id, name }, key: `${id}.${secret}` };
    },

    async holder(key) {
      const [, id, secret] = KEY.exec(key ?? '') ?? [];
      if (id === undefined || secret === undefined) return undefined;
      const found = await devices.findOne({ _id: id });
      if (found === null || !timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(found.hash))) return undefined;
      return (await people.isRevoked(id)) ? undefined : { id, name: found.name };
    },
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
