import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { PrivateField } from '../contracts/private-fields.ts';

/** Whose detail it is, which detail, and its document. The value opens in this place and nowhere else. */
export interface Place {
  readonly employeeId: string;
  readonly field: PrivateField;
  readonly ref: string;
}

/** A value as it is stored. */
export interface Sealed {
  /** Tells which key it needs, and nothing about the key. */
  readonly keyId: string;
  readonly nonce: Uint8Array;
  /** Ciphertext, followed by the tag of 16 bytes. */
  readonly sealed: Uint8Array;
}

export interface Seal {
  readonly keyId: string;
  close(place: Place, value: object): Sealed;
  /** @throws SealBroken when it was sealed with another key or for another place, or was changed since. */
  open(place: Place, sealed: Sealed): unknown;
}

/** The message says why, and nothing of what is sealed. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a random nonce of 96 bits for each value: good for four thousand million values (NIST SP 800-38D,
 * 8.3). The place is authenticated too. So a person who can write to the database cannot give somebody another person's
 * account or an older one.
 */
export function createSeal(key: Buffer): Seal {
  if (key.length !== 32) throw new Error('The key must have 32 bytes.');
  const keyId = Buffer.from(hkdfSync('sha256', key, '', 'misty private details: id of the key', 8)).toString('hex');
  return {
    keyId,
    close(place, value) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(bound(place));
      const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return { keyId, nonce, sealed: Buffer.concat([text, cipher.getAuthTag()]) };
    },
    open(place, { keyId: needed, nonce, sealed }) {
      if (needed !== keyId) throw new SealBroken(`it was sealed with the key ${needed}, and the key here is ${keyId}`);
      try {
        const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
        decipher.setAAD(bound(place)).setAuthTag(sealed.subarray(-TAG_BYTES));
        const text = Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
        return JSON.parse(text.toString('utf8'));
      } catch {
        throw new SealBroken('it was changed after it was sealed, or was sealed for somebody or something else');
      }
    },
  };
}

/** No part holds a line break, so no two places are written alike. */
function bound({ employeeId, field, ref }: Place): Buffer {
  return Buffer.from(['misty private details 1', employeeId, field, ref].join('\n'));
}
