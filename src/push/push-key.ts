import { createECDH } from 'node:crypto';
import { loadOrMakeSecret } from '../secrets.ts';

/** By this pair push services know who sends (VAPID, RFC 8292). Both are base64url. */
export interface PushKey {
  readonly publicKey: string;
  readonly privateKey: string;
}

const REMEDY =
  'By it push services know this server, and nothing else is lost with it: delete it. Each device makes its subscription anew when Misty is opened there.';

/** The key of this company, made on first run and kept with the other secrets. @throws SecretError */
export async function openPushKey(dataFolder: string): Promise<PushKey> {
  return pushKeyOf(await loadOrMakeSecret(dataFolder, 'push-key', REMEDY));
}

/** Any 32 random bytes are a private key of this curve, but for about one in 2^32. */
export function pushKeyOf(secret: string): PushKey {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(secret, 'hex');
  return { publicKey: pair.getPublicKey('base64url'), privateKey: Buffer.from(secret, 'hex').toString('base64url') };
}
