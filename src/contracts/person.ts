import * as z from 'zod/mini';

/** A person, as read models name them. */
export const person = z.object({ id: z.string(), name: z.string() });

/** The person who recorded something, and the shared tablet that they did it on. */
export const author = z.extend(person, { device: z.optional(z.object({ id: z.string(), name: z.string() })) });
export type Author = z.infer<typeof author>;
