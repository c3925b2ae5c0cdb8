import * as z from 'zod/mini';
import { heldFields, historyChange, whoAndWhy } from './history.ts';
import type { Plain } from './plain.ts';
import type { Change } from './record-past.ts';

/** What carries a receipt: a signed word of what the log said. An erasure is the receipt itself. */
export const papers = ['job', 'slip', 'payslip', 'erasure'] as const;
export type Paper = (typeof papers)[number];

/** Longer than any address of a receipt. */
export const RECEIPT_MAX = 600;

/** What stands beside the QR code, and what is in it. */
export const printedReceipt = z.object({
  /** From the root of the app: '/receipt/job/order-7?…'. */
  address: z.string(),
  /** The commit that made the record what the paper shows. */
  position: z.int(),
  hash: z.string(),
  /** When it was signed. */
  at: z.iso.datetime(),
});
export type PrintedReceipt = z.infer<typeof printedReceipt>;

/**
 * What a scan of a receipt says: it stands · what the paper shows was changed · it cannot be read · another key signed it
 * · it was not signed like that · the log ends before it · something else stands there in the log.
 */
export const verdicts = ['stands', 'changed', 'unreadable', 'other-company', 'forged', 'shorter', 'rewritten'] as const;

const changed = z.extend(historyChange, { by: z.object(whoAndWhy) });

export const judgedReceipt = z.object({
  verdict: z.enum(verdicts),
  /** What the receipt says of itself; left out where it cannot be read. */
  said: z.optional(
    z.object({
      paper: z.enum(papers),
      record: z.string(),
      position: z.int(),
      hash: z.string(),
      key: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  /** Who had recorded it. */
  by: z.optional(z.object(whoAndWhy)),
  /** What the paper must show, field by field. Left out unless the receipt is good. */
  held: z.optional(heldFields),
  /** What of that is otherwise now, and who changed it last. */
  changes: z.optional(z.array(changed)),
});
export type JudgedReceipt = Omit<z.infer<typeof judgedReceipt>, 'held' | 'changes'> & {
  readonly held?: readonly { readonly field: string; readonly value: Plain }[];
  readonly changes?: readonly (Change & { readonly by: z.infer<typeof changed>['by'] })[];
};
