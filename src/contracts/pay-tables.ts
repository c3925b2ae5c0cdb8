import * as z from 'zod/mini';

/** A table of the law: its name and its source. Its figures are in the program. */
export const payTable = z.object({
  /** Every pay that was worked out with it names this id. */
  id: z.string(),
  kind: z.enum(['payg', 'study-loans', 'super']),
  title: z.string(),
  source: z.string(),
  /** First and last date of payment that it is for; without a last one, no end is known. */
  from: z.string(),
  until: z.optional(z.string()),
});
export type PayTable = z.infer<typeof payTable>;
