import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';
import type { SecurityLog } from './security-log.ts';

/** A one-time link that somebody holds. Whether it counts still is in the log. */
export interface Link {
  readonly id: string;
  readonly userId: string;
  readonly expiresAt: Date;
}

/** One-time links, with which somebody sets a password without having one: hashes only, and never in an event. */
export interface Links {
  /** What the link is made of is told once, here. */
  add(link: Link): Promise<string>;
  find(token: string): Promise<Link | undefined>;
}

interface StoredLink {
  /** The hash of the token: of 256 random bits, so nobody finds it by trying. */
  readonly _id: string;
  readonly linkId: string;
  readonly userId: string;
  readonly expiresAt: Date;
}

/** How long a link is good for: over a weekend, and no longer. */
export const LINK_SECONDS = 3 * 24 * 60 * 60;
const TOKEN_BYTES = 32;

export async function openLinks(views: Db): Promise<Links> {
  const links = views.collection<StoredLink>('links');
  // Those that were used or replaced stay until then as well: the log knows them no more.
  await links.createIndexes([{ key: { expiresAt: 1 }, name: 'expires', expireAfterSeconds: 0 }]);
  return {
    async add({ id: linkId, userId, expiresAt }) {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      await links.insertOne({ _id: hashOf(token), linkId, userId, expiresAt });
      return token;
    },
    async find(token) {
      const found = await links.findOne({ _id: hashOf(token) });
      return found === null ? undefined : { id: found.linkId, userId: found.userId, expiresAt: found.expiresAt };
    },
  };
}

/**
 * Makes the one link of an account that counts: the one before it is of no use from then on. The log names it by an id
 * that opens nothing.
 *
 * @throws SignInRefused when the account is closed, or whoever makes it may not.
 */
export async function makeLink(
  { links, log, clock }: { readonly links: Links; readonly log: SecurityLog; readonly clock: () => Date },
  userId: string,
  by: string,
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  const expiresAt = new Date(clock().getTime() + LINK_SECONDS * 1_000);
  const id = randomUUID();
  const token = await links.add({ id, userId, expiresAt });
  await log.record('RecordLink', { userId, linkId: id, expiresAt: expiresAt.toISOString() }, by);
  return { token, expiresAt };
}

/** Where the holder of a link opens it. What follows the # goes to no server and into no log. */
export function linkPath(token: string): string {
  return `/welcome#${token}`;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
