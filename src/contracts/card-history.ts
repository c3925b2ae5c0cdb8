import * as z from 'zod/mini';
import { author } from './person.ts';

/** One edit of a card that is kept: a client's, a product's. */
const cardEntry = z.object({
  /** Of the event within its aggregate. */
  sequence: z.int(),
  at: z.iso.datetime(),
  user: author,
  kind: z.enum(['registered', 'revised', 'retired', 'reactivated']),
  /** Fields before and after, null where there was nothing. */
  changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
  reason: z.optional(z.string()),
});
export type CardEntry = z.infer<typeof cardEntry>;

/** What became of a card, the newest first: the last 100 edits. */
export const cardHistory = z.object({ id: z.string(), entries: z.array(cardEntry) });
export type CardHistory = z.infer<typeof cardHistory>;
