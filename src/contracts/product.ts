import * as z from 'zod/mini';
import type { CommandContract } from './command.ts';
import { productMeasured } from './measured.ts';
import * as p from './primitives.ts';
import { productKinds } from './product-kinds.ts';
import { scale, unit } from './stock.ts';

export { productKinds } from './product-kinds.ts';

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
  measures: p.optional(productMeasured),
  /** Stock items that it is made of. */
  materials: p.optional(z.array(p.id).check(z.maxLength(20, 'must have at most 20 materials'))),
  /** Clients who order it besides the one that it is made for. */
  sharedWith: p.optional(z.array(p.id).check(z.maxLength(50, 'must have at most 50 clients'))),
  strengthMatters: p.optional(z.boolean()),
  deliveryIncluded: p.optional(z.boolean()),
  /** It lies at the client's, and is paid when it is used. */
  consignment: p.optional(z.boolean()),
  tolerances: p.optional(p.note),
  tooling: p.optional(p.note),
  packing: p.optional(p.note),
  deliverFrom: p.optional(p.text(500)),
  deliverTo: p.optional(p.text(500)),
};

/** What stands on the card, in its order. */
export const productFields = Object.keys(details) as readonly (keyof typeof details)[];

export const productCommands = {
  RegisterProduct: {
    summary: 'Add a product',
    permission: 'catalogue.write',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ productId, ...details, unit, scale }),
    example: {
      productId: 'core-76',
      sku: 'CORE-76-1000',
      name: 'Core 76 × 1,000 mm',
      kind: 'core',
      unitPrice: 18_500,
      unit: 'piece',
      scale: 0,
    },
  },
  ReviseProduct: {
    summary: 'Change a product that was on screen; its unit stays',
    permission: 'catalogue.write',
    version: 'required',
    offline: 'online',
    payload: z.strictObject({ productId, ...details, reason: p.optional(p.reason) }),
    example: {
      productId: 'core-76',
      sku: 'CORE-76-1000',
      name: 'Core 76 × 1,000 mm, 5 mm wall',
      kind: 'core',
      unitPrice: 19_000,
    },
  },
  RetireProduct: {
    summary: 'Take a product off the lists; orders keep it, and where open ones still ask for it, that is said first',
    permission: 'catalogue.write',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ productId, reason: p.optional(p.reason), stillAsked: p.optional(z.literal(true)) }),
    example: { productId: 'core-76' },
  },
  ReactivateProduct: {
    summary: 'Put a product back on the lists',
    permission: 'catalogue.write',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ productId }),
    example: { productId: 'core-76' },
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
