import * as z from 'zod/mini';

const hash = z.string().check(z.regex(/^[\da-f]{64}$/, 'must be a hash: 64 hexadecimal digits'));
const position = z.int().check(z.gte(1), z.lte(Number.MAX_SAFE_INTEGER));

/** The end of the log at a moment, signed. docs/log-format.md says what it proves. */
export const signedHead = z.object({
  head: z.object({ at: z.string(), hash, key: z.string(), position }),
  /** Ed25519 over the canonical text of the head, in base64. */
  signature: z.string(),
});
export type SignedHead = z.infer<typeof signedHead>;
export type Head = SignedHead['head'];

/** A public key, and which earlier key vouches for it. The first one stands for itself. */
const keyStatement = z.object({
  key: z.object({ id: z.string(), public: z.string(), since: z.string() }),
  by: z.optional(z.string()),
  signature: z.optional(z.string()),
});
export interface KeyStatement {
  readonly key: { readonly id: string; readonly public: string; readonly since: string };
  readonly by?: string;
  readonly signature?: string;
}

/** What a tablet needs to see that the log it knows goes on in the log of now. */
export const headProof = z.object({
  /** The oldest first. */
  keys: z.array(keyStatement),
  /** The newest; left out where none was signed yet. */
  head: z.optional(signedHead),
  /** The hash at `from`, and at each position after it: at most HASHES_MAX, and none beyond the end of the log. */
  from: z.int(),
  hashes: z.array(z.string()),
});
export type HeadProof = z.infer<typeof headProof>;

/** What a tablet has seen that cannot be. */
export const logDoubts = ['differs', 'shorter', 'signature', 'key'] as const;

/** A tablet says that the log is not the one that it knew. */
export const logDoubt = z.strictObject({
  kind: z.enum(logDoubts),
  /** The first position that is not as it was; where that is not known, the first of which the tablet knows that it differs. */
  position,
  /** When the tablet had pinned that part of the log. */
  pinnedAt: z.iso.datetime(),
});
export type LogDoubt = z.infer<typeof logDoubt>;
