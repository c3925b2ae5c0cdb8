import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SignedHead } from '../contracts/heads.ts';

/** In the data folder: one file for each stamp. */
const FOLDER = 'time-stamps';
const TIMEOUT_MS = 10_000;
/** A reply with all its certificates is a few thousand bytes. */
const REPLY_BYTES_MAX = 100_000;
const EVERY_MS = 24 * 60 * 60 * 1_000;
const RETRY_MS = 60 * 60 * 1_000;

export interface TimeStampsOptions {
  /** The service that stamps, by RFC 3161. */
  readonly url: string;
  readonly dataFolder: string;
  readonly clock: () => Date;
  readonly onError: (error: unknown) => void;
}

/**
 * Once a day somebody else's clock vouches for the head of the log: what comes before it was there at that time, whoever
 * holds our keys. `openssl ts -verify` checks the files, without Misty.
 */
export class TimeStamps {
  readonly #options: TimeStampsOptions;
  #nextAt = 0;
  #work: Promise<unknown> = Promise.resolve();

  constructor(options: TimeStampsOptions) {
    this.#options = options;
  }

  /** A head was signed: it is stamped where the last stamp is a day old. */
  signed(head: SignedHead): void {
    const now = this.#options.clock().getTime();
    if (now < this.#nextAt) return;
    this.#nextAt = now + EVERY_MS;
    this.#work = this.#stamp(head).catch((error: unknown) => {
      this.#nextAt = now + RETRY_MS;
      this.#options.onError(error);
    });
  }

  async close(): Promise<void> {
    await this.#work;
  }

  async #stamp({ head: { position, hash } }: SignedHead): Promise<void> {
    const { url, dataFolder } = this.#options;
    const reply = await stampOf(url, hash);
    const folder = path.join(dataFolder, FOLDER);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Named after all that its check needs.
    const file = path.join(folder, `${position}-${hash}.tsr`);
    await writeFile(`${file}.part`, reply, { mode: 0o600, flush: true });
    await rename(`${file}.part`, file);
  }
}

/** The reply of a time stamping service about a SHA-256, as it came. Who signed it is for whoever checks it to judge. */
async function stampOf(url: string, hash: string): Promise<Buffer> {
  const [digest, nonce] = [Buffer.from(hash, 'hex'), randomBytes(8)];
  // A whole number above 0 that needs all its bytes.
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: new Uint8Array(requestOf(digest, nonce)),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`The time stamping service answered ${answer.status}.`);
  const reply = await bytesOf(answer);
  if (!isGranted(reply)) throw new Error('The time stamping service granted no stamp.');
  if (!reply.includes(digest) || !reply.includes(nonce)) {
    throw new Error('The time stamping service answered about something else than it was asked.');
  }
  return reply;
}

async function bytesOf(answer: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body ?? []) {
    bytes += part.length;
    if (bytes > REPLY_BYTES_MAX) throw new Error('The time stamping service answered with more than a stamp.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** TimeStampReq of RFC 3161 in DER: version 1, a SHA-256, a nonce, and the wish for the service's certificate. */
function requestOf(digest: Buffer, nonce: Buffer): Buffer {
  const sha256 = Buffer.from('300d06096086480165030402010500', 'hex');
  const imprint = der(0x30, sha256, der(0x04, digest));
  return der(0x30, Buffer.from('020101', 'hex'), imprint, der(0x02, nonce), Buffer.from('0101ff', 'hex'));
}

/** All parts here are shorter than 128 bytes, so one byte tells the length. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, content.length]), content]);
}

/** A reply begins with its status: 0, or 1 for a stamp that is a little other than was asked for. */
function isGranted(reply: Buffer): boolean {
  const outer = headerBytes(reply, 0);
  if (outer === undefined || reply[0] !== 0x30 || reply[outer] !== 0x30) return false;
  const status = headerBytes(reply, outer);
  if (status === undefined) return false;
  const at = outer + status;
  return reply[at] === 0x02 && reply[at + 1] === 1 && (reply[at + 2] === 0 || reply[at + 2] === 1);
}

/** How many bytes a tag and its length take. */
function headerBytes(reply: Buffer, at: number): number | undefined {
  const length = reply[at + 1];
  if (length === undefined) return undefined;
  return length < 0x80 ? 2 : 2 + (length & 0x7f);
}
