import * as z from 'zod/mini';
import type { CommandContract } from './command.ts';
import * as p from './primitives.ts';

const clientId = p.id;
const contact = z.strictObject({
  name: p.name,
  position: p.optional(p.name),
  email: p.optional(p.email),
  phone: p.optional(p.line(40)),
});

const details = {
  name: p.name,
  abn: p.optional(p.line(20)),
  address: p.optional(p.text(500)),
  /** Where goods go, when it is not to the address. */
  deliveryAddresses: p.optional(z.array(p.text(500)).check(z.maxLength(10, 'must have at most 10 delivery addresses'))),
  phone: p.optional(p.line(40)),
  email: p.optional(p.email),
  website: p.optional(p.line(200)),
  paymentTerms: p.optional(p.line(200)),
  leadTimeDays: p.optional(z.int().check(z.gte(0), z.lte(365))),
  /** The first of them is whom one calls. */
  contacts: p.optional(z.array(contact).check(z.maxLength(20, 'must have at most 20 contacts'))),
  notes: p.optional(p.note),
};

/** What stands on the card, in its order. */
export const clientFields = Object.keys(details) as readonly (keyof typeof details)[];

export const clientCommands = {
  RegisterClient: {
    summary: 'Add a client',
    permission: 'catalogue.write',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ clientId, ...details }),
    example: {
      clientId: 'client-7',
      name: 'Harbour Labels',
      email: 'orders@harbour.example',
      contacts: [{ name: 'Kim Lee', position: 'Buyer' }],
    },
  },
  ReviseClient: {
    summary: 'Change a client that was on screen; the whole card is sent',
    permission: 'catalogue.write',
    version: 'required',
    offline: 'online',
    payload: z.strictObject({ clientId, ...details, reason: p.optional(p.reason) }),
    example: { clientId: 'client-7', name: 'Harbour Labels and Tapes', paymentTerms: '30 days' },
  },
  RetireClient: {
    summary: 'Take a client off the lists; orders keep the name',
    permission: 'catalogue.write',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ clientId, reason: p.optional(p.reason) }),
    example: { clientId: 'client-7' },
  },
  ReactivateClient: {
    summary: 'Put a client back on the lists',
    permission: 'catalogue.write',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ clientId }),
    example: { clientId: 'client-7' },
  },
} as const satisfies Record<string, CommandContract>;

export const clientRow = z.object({
  ...details,
  contacts: z.array(contact),
  id: z.string(),
  retired: z.boolean(),
  version: z.int(),
});
export type ClientRow = z.infer<typeof clientRow>;
