import type { Db } from 'mongodb';
import { z } from 'zod';
import { type Paper, papers, RECEIPT_MAX } from '../contracts/receipts.ts';
import { canonical } from '../event-store/canonical.ts';
import { readHashes } from '../event-store/read.ts';
import { readKeyStatements } from '../witness/heads.ts';
import { type HeadKey, isSignedBy } from '../witness/signing-key.ts';
import { vouchedKeys } from '../witness/verify-heads.ts';

/** Says that a paper shows a record as the log has it after this commit. docs/log-format.md tells how it is written. */
export interface Receipt {
  /** When it was signed, to the second. */
  readonly at: string;
  readonly hash: string;
  readonly key: string;
  readonly paper: Paper;
  readonly position: number;
  /** The record's id, and for a packing slip the position of its delivery: 'order-7.4711'. */
  readonly record: string;
  /** The record's own number at that commit. */
  readonly sequence: number;
}

export interface SignedReceipt {
  readonly receipt: Receipt;
  readonly signature: string;
}

const SECOND_MS = 1_000;

export function signReceipt({ at, ...said }: Omit<Receipt, 'at' | 'key'> & { at: Date }, key: HeadKey): SignedReceipt {
  const receipt = { ...said, at: wholeSecond(at.getTime() / SECOND_MS), key: key.id };
  return { receipt, signature: key.sign(canonical(receipt)) };
}

/** The receipt as an address of the app: short enough for a QR code that every scanner reads. */
export function receiptAddress({ receipt, signature }: SignedReceipt): string {
  const { at, hash, key, paper, position, record, sequence } = receipt;
  const query = new URLSearchParams({
    n: String(sequence),
    p: String(position),
    t: String(Date.parse(at) / SECOND_MS),
    h: Buffer.from(hash, 'hex').toString('base64url'),
    k: key,
    s: Buffer.from(signature, 'base64').toString('base64url'),
  });
  return `/receipt/${paper}/${record}?${query}`;
}

const whole = (pattern: RegExp) => z.string().regex(pattern).transform(Number);
const base64url = (bytes: number, as: 'hex' | 'base64') =>
  z
    .string()
    .regex(/^[\w-]+$/)
    .transform((text) => Buffer.from(text, 'base64url'))
    .refine((buffer) => buffer.length === bytes)
    .transform((buffer) => buffer.toString(as));
const written = z.object({
  paper: z.enum(papers),
  record: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,159}$/),
  n: whole(/^[1-9]\d{0,14}$/),
  p: whole(/^[1-9]\d{0,14}$/),
  t: whole(/^\d{1,11}$/),
  h: base64url(32, 'hex'),
  k: z.string().regex(/^[\da-f]{16}$/),
  s: base64url(64, 'base64'),
});

/** The receipt that an address is; undefined where it is none, or was not read whole. */
export function receiptAt(address: string): SignedReceipt | undefined {
  const [, paper, record, query] = /^\/receipt\/([a-z]+)\/([^/?]+)\?(.+)$/.exec(address.slice(0, RECEIPT_MAX)) ?? [];
  const { data } = written.safeParse({ paper, record, ...Object.fromEntries(new URLSearchParams(query)) });
  if (data === undefined) return undefined;
  const { n: sequence, p: position, t, h: hash, k: key, s: signature } = data;
  const receipt = { at: wholeSecond(t), hash, key, paper: data.paper, position, record: data.record, sequence };
  const signed = { receipt, signature };
  // A part that is there twice, or that is no part of it, was not printed by us.
  return receiptAddress(signed) === address ? signed : undefined;
}

/** Why the log does not bear a receipt out; undefined where it does. */
export async function receiptFault(
  log: Db,
  { receipt, signature }: SignedReceipt,
): Promise<'other-company' | 'forged' | 'shorter' | 'rewritten' | undefined> {
  const key = vouchedKeys(await readKeyStatements(log)).get(receipt.key);
  if (key === undefined) return 'other-company';
  if (!isSignedBy(key, canonical({ ...receipt }), signature)) return 'forged';
  const [hash] = await readHashes(log, receipt.position, receipt.position);
  if (hash === undefined) return 'shorter';
  return hash === receipt.hash ? undefined : 'rewritten';
}

function wholeSecond(seconds: number): string {
  return new Date(Math.floor(seconds) * SECOND_MS).toISOString();
}
