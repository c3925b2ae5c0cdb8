import * as z from 'zod/mini';

/** A table of the law that pay is worked out by: which it is and where it is from. Its figures are the program's own. */
export const payTable = z.object({
  /** Stands in every pay that was worked out by it. */
  id: z.string(),
  kind: z.enum(['payg', 'study-loans', 'super']),
  title: z.string(),
  source: z.string(),
  /** First and last date of payment that it is for; without a last one, no end is known. */
  from: z.string(),
  until: z.optional(z.string()),
});
export type PayTable = z.infer<typeof payTable>;
