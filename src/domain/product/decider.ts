import { changesBetween } from '../../contracts/plain.ts';
import { type productCommands, productFields } from '../../contracts/product.ts';
import type { Unit } from '../../contracts/quantity.ts';
import { activeClient, client } from '../client/decider.ts';
import {
  byAnother,
  type Context,
  type DeciderOf,
  defineAggregate,
  isRefusal,
  type Read,
  type Recorded,
  type Refusal,
  refuse,
  refuseStale,
  type Trace,
  traceOf,
} from '../kernel.ts';
import { claimName, namesAt, releaseName } from '../name/decider.ts';
import { activeItem, stockItem } from '../stock/stock-item.ts';
import type { ProductDetails, ProductEvent } from './events.ts';

export interface KnownProduct {
  readonly status: 'active' | 'retired';
  readonly details: ProductDetails;
  readonly unit: Unit;
  readonly scale: number;
  /** Sequence of the last event that changed the card. */
  readonly version: number;
  readonly registered: Trace;
  readonly lastEdit: Trace;
}
export type Product = { readonly status: 'none' } | KnownProduct;

export const product = defineAggregate<Product, ProductEvent>({ kind: 'product', initial: { status: 'none' }, evolve });

export const productDeciders = {
  RegisterProduct: {
    reads: ({ productId, ...details }) => [
      product.at(productId),
      ...namesAt('sku', details.sku),
      ...whatItNames(details),
    ],
    decide({ productId, ...data }, read, context) {
      const found = read(product, productId);
      if (found.status !== 'none') {
        return refuse('already-exists', `${found.details.name} is on the list already. Open it and change it there.`, {
          winner: byAnother(found.registered, context),
        });
      }
      const unknown = refuseNamed(data, undefined, read, context);
      if (unknown) return unknown;
      const claimed = claimName(read, context, 'sku', data.sku, product.at(productId));
      if (isRefusal(claimed)) return claimed;
      return [product.event(productId, 'ProductRegistered', data), ...claimed];
    },
  },

  ReviseProduct: {
    reads({ productId, ...details }, peek) {
      const before = peek(product, productId);
      return [
        product.at(productId),
        ...namesAt('sku', details.sku),
        ...(before === undefined || before.status === 'none' ? [] : namesAt('sku', before.details.sku)),
        ...whatItNames(details),
      ];
    },
    decide({ productId, reason: _, ...details }, read, context) {
      const found = activeProduct(read, productId, context);
      if (isRefusal(found)) return found;
      const stale = refuseStale('Product', context, found.version, found.lastEdit);
      if (stale) return stale;
      if (changes(found.details, details).length === 0) return [];
      const unknown = refuseNamed(details, found.details, read, context);
      if (unknown) return unknown;
      const claimed = claimName(read, context, 'sku', details.sku, product.at(productId));
      if (isRefusal(claimed)) return claimed;
      const released = releaseName(read, 'sku', found.details.sku, details.sku, product.at(productId));
      return [product.event(productId, 'ProductRevised', details), ...claimed, ...released];
    },
  },

  RetireProduct: {
    reads: ({ productId }) => [product.at(productId)],
    // The SKU stays claimed: it is printed on labels, and must never mean another product.
    decide({ productId, reason }, read, context) {
      const found = read(product, productId);
      if (found.status === 'none') return unknownProduct(productId);
      if (found.status === 'retired') {
        return refuse('already-retired', `${found.details.name} is off the lists already.`, {
          winner: byAnother(found.lastEdit, context),
        });
      }
      return [product.event(productId, 'ProductRetired', { reason })];
    },
  },

  ReactivateProduct: {
    reads: ({ productId }) => [product.at(productId)],
    decide({ productId }, read, context) {
      const found = read(product, productId);
      if (found.status === 'none') return unknownProduct(productId);
      if (found.status === 'active') {
        const winner = byAnother(found.lastEdit, context);
        return refuse('nothing-changed', `${found.details.name} is on the lists already.`, { winner });
      }
      return [product.event(productId, 'ProductReactivated', {})];
    },
  },
} satisfies { [Type in keyof typeof productCommands]: DeciderOf<Type> };

/** The product, or a refusal when there is none or it is retired. */
export function activeProduct(read: Read, productId: string, context: Context): KnownProduct | Refusal {
  const found = read(product, productId);
  if (found.status === 'none') return unknownProduct(productId);
  if (found.status === 'active') return found;
  return refuse('product-retired', `${found.details.name} is off the lists. Choose another product.`, {
    winner: byAnother(found.lastEdit, context),
  });
}

type Names = Pick<ProductDetails, 'clientId' | 'sharedWith' | 'materials'>;

function clientsOf({ clientId, sharedWith = [] }: Names): readonly string[] {
  return clientId === undefined ? sharedWith : [clientId, ...sharedWith];
}

/** Ids of the aggregates that a card names. */
function whatItNames(details: Names): string[] {
  const { materials = [] } = details;
  return [...clientsOf(details).map((id) => client.at(id)), ...materials.map((id) => stockItem.at(id))];
}

/**
 * A refusal where the card names a client or a material that is not there. What was on it before stays, even when it is
 * off the lists by now. They are relied on without writing to them: they never cease to exist, and one retired this
 * moment does no harm.
 */
function refuseNamed(details: Names, before: Names | undefined, read: Read, context: Context): Refusal | undefined {
  const known = before === undefined ? [] : whatItNames(before);
  const found = [
    ...clientsOf(details).map((id) => !known.includes(client.at(id)) && activeClient(read, id, context)),
    ...(details.materials ?? []).map((id) => !known.includes(stockItem.at(id)) && activeItem(read, id, context)),
  ];
  return found.find((one) => one !== false && isRefusal(one)) as Refusal | undefined;
}

function unknownProduct(productId: string): Refusal {
  return refuse('not-found', `There is no product ${productId}. Choose one from the list.`);
}

function changes(before: ProductDetails, after: ProductDetails) {
  return changesBetween({ ...before }, { ...after }, productFields);
}

function evolve(state: Product, event: Recorded<ProductEvent>): Product {
  if (event.type === 'ProductRegistered') {
    const { unit, scale, retired = false, ...details } = event.data;
    const registered = traceOf(event, { name: details.name, sku: details.sku });
    const status = retired ? 'retired' : 'active';
    return { status, details, unit, scale, version: event.sequence, registered, lastEdit: registered };
  }
  if (state.status === 'none') return state;
  const { name: called, sku } = state.details;
  switch (event.type) {
    case 'ProductRevised': {
      const changed = changes(state.details, event.data).map((change) => ({ ...change }));
      const lastEdit = traceOf(event, { name: called, sku, changes: changed });
      return { ...state, details: event.data, version: event.sequence, lastEdit };
    }
    case 'ProductRetired': {
      const lastEdit = traceOf(event, { name: called, sku, ...event.data });
      return { ...state, status: 'retired', version: event.sequence, lastEdit };
    }
    case 'ProductReactivated': {
      const lastEdit = traceOf(event, { name: called, sku });
      return { ...state, status: 'active', version: event.sequence, lastEdit };
    }
    default:
      event satisfies never;
      return state;
  }
}
