import * as z from 'zod/mini';
import { pushKindNames } from './push-kinds.ts';

const base64url = (length: number) =>
  z.string().check(z.regex(new RegExp(`^[A-Za-z0-9_-]{${length}}$`), `must be ${length} characters of base64url`));

/** What `PushSubscription.toJSON()` gives. Where it leads is looked at by the server: see src/push/address.ts. */
export const pushSubscription = z.strictObject({
  endpoint: z.string().check(z.maxLength(1_000, 'must be at most 1,000 characters')),
  keys: z.strictObject({ p256dh: base64url(87), auth: base64url(22) }),
});
export type PushSubscriptionInput = z.infer<typeof pushSubscription>;

const time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 06:45'));

export const pushChoices = z.strictObject({
  kinds: z.record(z.enum(pushKindNames, 'must be a kind of notification'), z.boolean()),
  quiet: z.nullable(z.strictObject({ from: time, until: time })),
});

/** A browser that a person is told on. */
export const pushDevice = z.object({
  id: z.string(),
  /** What the browser says it is: "Safari on iPad". */
  device: z.string(),
  since: z.iso.datetime(),
  /** The sign-in of this very request. */
  current: z.boolean(),
});

/** Answer to GET /api/push. */
export const pushState = z.object({
  /** By which browsers know messages of this server: `applicationServerKey`. */
  key: z.string(),
  choices: pushChoices,
  devices: z.array(pushDevice),
});
export type PushState = z.infer<typeof pushState>;

/** Answer to a subscription that was kept. */
export const keptPush = z.object({ id: z.string() });

/** What a tablet that people share tells of the work on it that nobody has sent. */
export const unsentWork = z.strictObject({
  people: z
    .array(z.strictObject({ userId: z.string().check(z.maxLength(64)), count: z.int().check(z.gte(1), z.lte(10_000)) }))
    .check(z.maxLength(200, 'must have at most 200 people')),
});
