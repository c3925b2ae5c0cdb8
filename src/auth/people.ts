import * as z from 'zod/mini';
import type { PasskeyRow } from '../contracts/passkey.ts';
import { type Role, roles } from '../contracts/permissions.ts';
import { type AccountSignIns, accountSignIns } from '../contracts/sign-in.ts';

/** A person who may sign in, as the read model of people knows them now. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
}

export interface People {
  byId(id: string): Promise<Person | undefined>;
  /** Capitals make no difference. */
  byUsername(username: string): Promise<Person | undefined>;
  /** Whether a session of an account was ended early. */
  hasEnded(session: {
    readonly id: string;
    readonly userId: string;
    readonly epoch: number;
    readonly deviceId?: string | undefined;
  }): Promise<boolean>;
  /** Whether a shared tablet was taken out of use. */
  isRevoked(deviceId: string): Promise<boolean>;
  /** The id of the password that counts. */
  passwordIdOf(userId: string): Promise<string>;
  /** The one-time link that an account has now. */
  linkOf(userId: string): Promise<AccountSignIns['link']>;
  /** Whether an account has a PIN that counts. */
  hasPin(userId: string): Promise<boolean>;
  /** The passkeys of an account that count. */
  passkeysOf(userId: string): Promise<readonly PasskeyRow[]>;
}

/** Where people are read from. The array stays the same until something changes. */
export interface PeopleSource {
  list(
    name: (typeof STANDING_MODELS)[number],
    params: object,
    page: { cursor?: string; limit: number },
  ): Promise<{ readonly items: readonly unknown[]; readonly nextCursor?: string }>;
}

/** The read models that say who may act now. A change in them counts at once. */
export const STANDING_MODELS = ['people', 'sign-ins', 'devices'] as const;

/**
 * Looks people up in the read models at each request, so that a new role or an ended session counts at once. The read
 * models keep their answers until something changes, and the index over them lasts as long.
 */
export function peopleFrom(readModels: PeopleSource): People {
  const people = finder(readModels, 'people', (items) => {
    const all = items.map((item) => person.parse(item));
    return {
      byId: new Map(all.map((one) => [one.id, one])),
      byUsername: new Map(all.map((one) => [one.username.toLowerCase(), one])),
    };
  });
  const signIns = finder(
    readModels,
    'sign-ins',
    (items) => new Map(items.map((item) => accountSignIns.parse(item)).map((one) => [one.id, one])),
  );
  const accountOf = (userId: string) => signIns((byId) => byId.get(userId));
  const revoked = finder(
    readModels,
    'devices',
    (items) => new Set(items.map((item) => device.parse(item)).flatMap((one) => (one.revoked ? [one.id] : []))),
  );
  const isRevoked = async (deviceId: string) => (await revoked((ids) => ids.has(deviceId) || undefined)) === true;
  return {
    isRevoked,
    byId: (id) => people(({ byId }) => byId.get(id)),
    byUsername: (username) => people(({ byUsername }) => byUsername.get(username.trim().toLowerCase())),
    async hasEnded(session) {
      if (session.deviceId !== undefined && (await isRevoked(session.deviceId))) return true;
      const account = await accountOf(session.userId);
      return account !== undefined && isOver(session, account);
    },
    passwordIdOf: async (userId) => (await accountOf(userId))?.passwordId ?? userId,
    linkOf: async (userId) => (await accountOf(userId))?.link,
    hasPin: async (userId) => (await accountOf(userId))?.pinSetAt !== undefined,
    passkeysOf: async (userId) => (await accountOf(userId))?.passkeys ?? [],
  };
}

function isOver(
  session: { readonly id: string; readonly epoch: number },
  { epoch, kept, ended }: AccountSignIns,
): boolean {
  if (ended.some(({ sessionId }) => sessionId === session.id)) return true;
  return session.epoch < epoch && !(kept?.epoch === epoch && kept.sessionId === session.id);
}

/** Reads the pages of a list. The index over each page is made once for each change. */
function finder<Index>(
  readModels: PeopleSource,
  name: (typeof STANDING_MODELS)[number],
  indexOf: (items: readonly unknown[]) => Index,
) {
  const indexes = new WeakMap<readonly unknown[], Index>();
  return async <Found>(look: (index: Index) => Found | undefined): Promise<Found | undefined> => {
    let cursor: string | undefined;
    do {
      const page = { limit: 200, ...(cursor !== undefined && { cursor }) };
      const { items, nextCursor } = await readModels.list(name, {}, page);
      const index = indexes.get(items) ?? indexOf(items);
      indexes.set(items, index);
      const found = look(index);
      if (found !== undefined) return found;
      cursor = nextCursor;
    } while (cursor !== undefined);
    return undefined;
  };
}

const device = z.object({ id: z.string(), revoked: z.optional(z.object({})) });
const person = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  role: z.enum(roles),
  active: z.boolean(),
});
