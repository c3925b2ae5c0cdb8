// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new v.
import type { ProductMeasured } from '../../contracts/measures.ts';
import type { ProductRow } from '../../contracts/product.ts';
import type { Unit } from '../../contracts/quantity.ts';
import type { Fact } from '../kernel.ts';

export interface ProductDetails {
  readonly sku: string;
  readonly name: string;
  readonly kind: ProductRow['kind'];
  readonly clientId?: string | undefined;
  /** In 1/10,000 dollar for one unit. */
  readonly unitPrice: number;
  readonly minimumQuantity?: number | undefined;
  readonly specification?: string | undefined;
  readonly measures?: ProductMeasured | undefined;
  readonly materials?: readonly string[] | undefined;
  readonly sharedWith?: readonly string[] | undefined;
  readonly strengthMatters?: boolean | undefined;
  readonly deliveryIncluded?: boolean | undefined;
  readonly consignment?: boolean | undefined;
  readonly tolerances?: string | undefined;
  readonly tooling?: string | undefined;
  readonly packing?: string | undefined;
  readonly deliverFrom?: string | undefined;
  readonly deliverTo?: string | undefined;
}

export type ProductEvent =
  | Fact<
      'ProductRegistered',
      ProductDetails & { readonly unit: Unit; readonly scale: number; readonly retired?: boolean | undefined }
    >
  | Fact<'ProductRevised', ProductDetails>
  | Fact<'ProductRetired', { readonly reason?: string | undefined }>
  | Fact<'ProductReactivated', Record<never, never>>;
