import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';

/** A key that signs heads of the log: Ed25519 (RFC 8032), from 32 bytes that are kept as a secret. */
export interface HeadKey {
  /** The first 16 hexadecimal digits of the SHA-256 of the public key. */
  readonly id: string;
  /** The 32 bytes of the public key, in base64. */
  readonly public: string;
  /** The signature of a text, in base64. */
  sign(text: string): string;
}

/** What stands before the 32 bytes of a private Ed25519 key in PKCS #8 (RFC 8410). */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
/** What stands before the 32 bytes of a public key in the form that Node gives (RFC 8410). */
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const PUBLIC_BYTES = 32;

/** The key that a secret of 64 hexadecimal digits stands for. */
export function headKeyOf(secret: string): HeadKey {
  const der = Buffer.concat([PRIVATE_PREFIX, Buffer.from(secret, 'hex')]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const raw = rawPublic(createPublicKey(privateKey));
  return {
    id: hash('sha256', raw, 'hex').slice(0, 16),
    public: raw.toString('base64'),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64'),
  };
}

function rawPublic(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(PUBLIC_PREFIX.length);
}

/** Whether a signature of a text is by this public key. Both in base64. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const raw = Buffer.from(publicKey, 'base64');
  if (raw.length !== PUBLIC_BYTES) return false;
  const key = createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, raw]), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
}
