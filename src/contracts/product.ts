import * as z from 'zod/mini';
import type { CommandContract } from './command.ts';
import * as p from './primitives.ts';
import { scale, unit } from './stock.ts';

export const productKinds = ['core', 'label', 'finished-goods', 'service'] as const;

const productId = p.id;
const details = {
  sku: p.code,
  name: p.name,
  kind: z.enum(productKinds, 'must be core, label, finished-goods or service'),
  /** The client it is made for; left out, anybody may order it. */
  clientId: p.optional(p.id),
  /** In 1/10,000 dollar for one unit. */
  unitPrice: p.unitPrice,
  minimumQuantity: p.optional(p.quantityOrZero),
  specification: p.optional(p.note),
};

export const productCommands = {
  RegisterProduct: {
    summary: 'Add a product',
    permission: 'catalogue.write',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ productId, ...details, unit, scale }),
  },
  ReviseProduct: {
    summary: 'Change a product that was on screen; its unit stays',
    permission: 'catalogue.write',
    version: 'required',
    offline: 'online',
    payload: z.strictObject({ productId, ...details }),
  },
  RetireProduct: {
    summary: 'Take a product off the lists; orders keep it',
    permission: 'catalogue.write',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ productId, reason: p.optional(p.reason) }),
  },
} as const satisfies Record<string, CommandContract>;

export const productRow = z.object({
  ...details,
  id: z.string(),
  unit,
  scale: z.int(),
  retired: z.boolean(),
  version: z.int(),
});
export type ProductRow = z.infer<typeof productRow>;
