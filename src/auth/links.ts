import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';
import type { SecurityLog } from './security-log.ts';

/** A one-time link. Whether it still counts is in the log. */
export interface Link {
  readonly id: string;
  readonly userId: string;
  readonly expiresAt: Date;
}

/** One-time links let a person set a password without having one. Only hashes are kept, and none is in an event. */
export interface Links {
  /** Makes a link. Its token is told once, here, and not kept. */
  add(link: Link): Promise<string>;
  find(token: string): Promise<Link | undefined>;
}

interface StoredLink {
  /** The hash of the token, which is 256 random bits. Nobody finds it by trying. */
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
  // Used and replaced links stay until then too: the log no longer knows them.
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
 * Makes a one-time link for an account. Only the newest link counts. The log names it by an id that opens nothing.
 *
 * @throws SignInRefused when the account is closed, or the person who makes the link has no right to.
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

/** The address that the holder of a link opens. The part after the # reaches no server and no log. */
export function linkPath(token: string): string {
  return `/welcome#${token}`;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
