import type { CommandPayload } from '#contracts/commands.ts';
import { type Reading, readDollars, readQuantity } from '#contracts/figures.ts';
import { type ProductMeasured, productMeasures } from '#contracts/measures.ts';
import { formatUnitPrice, UNIT_PRICE_SCALE } from '#contracts/money.ts';
import type { ProductRow } from '#contracts/product.ts';
import { formatFigure, type Unit } from '#contracts/quantity.ts';
import { filled } from '../../shared/filled.ts';
import { type MeasuresTyped, measuredOf, measureErrors, measuresTyped } from '../../shared/measures.ts';

export type Flag = 'strengthMatters' | 'deliveryIncluded' | 'consignment';

/** The card of a product as it was typed. Empty means that there is none. */
export interface ProductDraft {
  readonly sku: string;
  readonly name: string;
  readonly kind: ProductRow['kind'];
  readonly clientId: string;
  readonly sharedWith: readonly string[];
  /** Dollars for one unit, up to four places. */
  readonly price: string;
  readonly minimum: string;
  readonly specification: string;
  readonly measures: MeasuresTyped;
  readonly materials: readonly string[];
  readonly flags: Readonly<Record<Flag, boolean>>;
  readonly tolerances: string;
  readonly tooling: string;
  readonly packing: string;
  readonly deliverFrom: string;
  readonly deliverTo: string;
}

/** What it is counted in. It is chosen once, and stays. */
export interface Counted {
  readonly unit: Unit;
  readonly scale: number;
}

/** By the paths of the command: "unitPrice", "measures.wall". */
export type ProductErrors = Readonly<Record<string, string>>;
export type ProductCard = Omit<CommandPayload<'ReviseProduct'>, 'productId'>;

const noFlags = { strengthMatters: false, deliveryIncluded: false, consignment: false };

export const emptyProduct: ProductDraft = {
  ...{ sku: '', name: '', kind: 'core', clientId: '', sharedWith: [], price: '', minimum: '', specification: '' },
  ...{ measures: measuresTyped(productMeasures, undefined), materials: [], flags: noFlags, tolerances: '' },
  ...{ tooling: '', packing: '', deliverFrom: '', deliverTo: '' },
};

/** The card as it stands, in fields that can be edited. */
export function productDraft(row: ProductRow): ProductDraft {
  const { sku, name, kind, clientId = '', sharedWith = [], specification = '', materials = [] } = row;
  const { tolerances = '', tooling = '', packing = '', deliverFrom = '', deliverTo = '' } = row;
  const { strengthMatters = false, deliveryIncluded = false, consignment = false } = row;
  return {
    ...{ sku, name, kind, clientId, sharedWith, specification, materials },
    ...{ tolerances, tooling, packing, deliverFrom, deliverTo },
    price: formatUnitPrice(row.unitPrice),
    minimum: row.minimumQuantity === undefined ? '' : formatFigure(row.minimumQuantity, row.scale),
    measures: measuresTyped(productMeasures, row.measures),
    flags: { strengthMatters, deliveryIncluded, consignment },
  };
}

/** What is missing or cannot be read; undefined when the card can be sent. */
export function productErrors(draft: ProductDraft, { scale }: Counted): ProductErrors | undefined {
  const measures = Object.entries(measureErrors(productMeasures, draft.measures));
  const errors = {
    ...(draft.sku.trim() === '' && { sku: 'A code is needed.' }),
    ...(draft.name.trim() === '' && { name: 'A name is needed.' }),
    ...wrongAt('unitPrice', priceOf(draft)),
    ...(draft.minimum.trim() !== '' && wrongAt('minimumQuantity', minimumOf(draft, scale))),
    ...Object.fromEntries(measures.map(([name, words]) => [`measures.${name}`, words])),
  };
  return Object.keys(errors).length === 0 ? undefined : errors;
}

/** Call it with a draft without errors only. */
export function productCard(draft: ProductDraft, { scale }: Counted): ProductCard {
  const minimumQuantity = minimumOf(draft, scale).figure;
  const measures = measuredOf(productMeasures, draft.measures) as ProductMeasured | undefined;
  const { sharedWith, materials, flags } = draft;
  return {
    ...{ sku: draft.sku.trim(), name: draft.name.trim(), kind: draft.kind, unitPrice: priceOf(draft).figure ?? 0 },
    ...filled('clientId', draft.clientId),
    ...(minimumQuantity !== undefined && { minimumQuantity }),
    ...filled('specification', draft.specification),
    ...(measures !== undefined && { measures }),
    ...(materials.length > 0 && { materials: [...materials] }),
    ...(sharedWith.length > 0 && { sharedWith: [...sharedWith] }),
    ...(flags.strengthMatters && { strengthMatters: true }),
    ...(flags.deliveryIncluded && { deliveryIncluded: true }),
    ...(flags.consignment && { consignment: true }),
    ...filled('tolerances', draft.tolerances),
    ...filled('tooling', draft.tooling),
    ...filled('packing', draft.packing),
    ...filled('deliverFrom', draft.deliverFrom),
    ...filled('deliverTo', draft.deliverTo),
  };
}

/** Nothing typed is no price: it is asked for, because an order takes it from here. */
export function priceOf({ price }: ProductDraft): Reading {
  return price.trim() === '' ? { wrong: 'A price is needed; 0 is one too.' } : readDollars(price, UNIT_PRICE_SCALE);
}

export function minimumOf({ minimum }: ProductDraft, scale: number): Reading {
  return readQuantity(minimum, scale);
}

function wrongAt(path: string, { wrong }: Reading): ProductErrors {
  return wrong === undefined ? {} : { [path]: wrong };
}
