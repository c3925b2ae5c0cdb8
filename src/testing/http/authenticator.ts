import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What a test makes otherwise than a device would. */
export interface Twist {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  /** False: nobody has shown a finger, a face or a PIN. */
  readonly verified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  /** Signs with another key. */
  readonly stolen?: boolean;
}

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

/** For tests: a device that makes one passkey and signs in by it, as the standard says (ES256, no attestation). */
export class TestAuthenticator {
  readonly credentialId = randomBytes(24).toString('base64url');
  readonly #pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #origin: string;
  #userHandle = randomBytes(32).toString('base64url');
  #counter = 0;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Answers the options of POST /api/auth/passkeys/options. */
  make(options: { [more: string]: unknown }, twist: Twist = {}) {
    const { user, challenge, rp } = options as { user: { id: string }; challenge: string; rp: { id: string } };
    this.#userHandle = user.id;
    const clientData = this.#clientData('webauthn.create', challenge, twist);
    const id = Buffer.from(this.credentialId, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const credential = Buffer.concat([Buffer.alloc(16), length, id, this.#coseKey()]);
    const data = Buffer.concat([this.#head(rp.id, HAS_CREDENTIAL, twist), credential]);
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      ...[text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0])],
      ...[text('authData'), Buffer.from([0x58, data.length]), data],
    ]);
    return this.#answer({
      clientDataJSON: clientData.toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    });
  }

  /** Answers the options of POST /api/auth/passkey-login/options. */
  use(options: { [more: string]: unknown }, twist: Twist = {}) {
    this.#counter = twist.counter ?? this.#counter + 1;
    const clientData = this.#clientData('webauthn.get', String(options['challenge']), twist);
    const data = this.#head(String(options['rpId']), 0, twist);
    const key = twist.stolen ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey : this.#pair.privateKey;
    return this.#answer({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', Buffer.concat([data, sha256(clientData)]), key).toString('base64url'),
      userHandle: twist.userHandle ?? this.#userHandle,
    });
  }

  #answer<Response extends object>(response: Response) {
    const { credentialId: id } = this;
    return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
  }

  #clientData(type: string, challenge: string, twist: Twist): Buffer {
    const { origin = this.#origin } = twist;
    const data = { type: twist.type ?? type, challenge: twist.challenge ?? challenge, origin, crossOrigin: false };
    return Buffer.from(JSON.stringify(data));
  }

  #head(rpId: string, flags: number, twist: Twist): Buffer {
    const rest = Buffer.alloc(5);
    rest.writeUInt8(flags | USER_PRESENT | (twist.verified === false ? 0 : USER_VERIFIED));
    rest.writeUInt32BE(this.#counter, 1);
    return Buffer.concat([sha256(twist.rpId ?? rpId), rest]);
  }

  #coseKey(): Buffer {
    const { x = '', y = '' } = this.#pair.publicKey.export({ format: 'jwk' });
    // { 1: EC2, 3: ES256, -1: P-256, -2: x, -3: y }
    return Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
      Buffer.from(x, 'base64url'),
      Buffer.from([0x22, 0x58, 0x20]),
      Buffer.from(y, 'base64url'),
    ]);
  }
}

/** A short text in CBOR. */
function text(words: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + words.length]), Buffer.from(words)]);
}

function sha256(data: Buffer | string): Buffer {
  return createHash('sha256').update(data).digest();
}
