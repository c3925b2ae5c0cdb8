import type { CommandPayload } from '#contracts/commands.ts';
import { type Reading, readDollars, readQuantity } from '#contracts/figures.ts';
import { type ItemMeasured, itemMeasures } from '#contracts/measures.ts';
import { formatUnitPrice, UNIT_PRICE_SCALE } from '#contracts/money.ts';
import { formatFigure } from '#contracts/quantity.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { filled } from '../../shared/filled.ts';
import { type MeasuresTyped, measuredOf, measureErrors, measuresTyped } from '../../shared/measures.ts';

/** The card of an item as it was typed. Empty means that there is none. */
export interface ItemDraft {
  readonly name: string;
  readonly code: string;
  readonly bay: string;
  readonly reorderPoint: string;
  readonly supplier: string;
  readonly supplierCode: string;
  readonly leadTimeDays: string;
  /** Dollars for one unit, up to four places. */
  readonly unitCost: string;
  readonly clientId: string;
  readonly productId: string;
  readonly specification: string;
  readonly measures: MeasuresTyped;
}

/** By the paths of the command: "unitCost", "measures.gsm". */
export type ItemErrors = Readonly<Record<string, string>>;
type Card = Omit<CommandPayload<'ReviseStockItem'>, 'itemId'>;

/** The card as it is, in fields that can be edited. */
export function itemDraft(item: StockLevel): ItemDraft {
  const { name, code, bay = '', supplier = '', supplierCode = '', clientId = '', productId = '' } = item;
  const { leadTimeDays, unitCost, specification = '', measures } = item;
  return {
    ...{ name, code, bay, supplier, supplierCode, clientId, productId, specification },
    reorderPoint: formatFigure(item.reorderPoint, item.scale),
    leadTimeDays: leadTimeDays === undefined ? '' : String(leadTimeDays),
    unitCost: unitCost === undefined ? '' : formatUnitPrice(unitCost),
    measures: measuresTyped(itemMeasures, measures),
  };
}

export function reorderPointOf({ reorderPoint }: ItemDraft, scale: number): Reading {
  return readQuantity(reorderPoint.trim() === '' ? '0' : reorderPoint, scale);
}

export function unitCostOf({ unitCost }: ItemDraft): Reading {
  return readDollars(unitCost, UNIT_PRICE_SCALE);
}

export function leadTimeOf({ leadTimeDays }: ItemDraft): Reading {
  return readQuantity(leadTimeDays, 0, { max: 365 });
}

/** What is missing or cannot be read; undefined when the card can be sent. */
export function itemErrors(draft: ItemDraft, scale: number): ItemErrors | undefined {
  const errors = {
    ...(draft.name.trim() === '' && { name: 'A name is needed.' }),
    ...(draft.code.trim() === '' && { code: 'A code is needed.' }),
    ...wrongAt('reorderPoint', reorderPointOf(draft, scale)),
    ...(draft.leadTimeDays.trim() !== '' && wrongAt('leadTimeDays', leadTimeOf(draft))),
    ...(draft.unitCost.trim() !== '' && wrongAt('unitCost', unitCostOf(draft))),
    ...Object.fromEntries(
      Object.entries(measureErrors(itemMeasures, draft.measures)).map(([name, words]) => [`measures.${name}`, words]),
    ),
  };
  return Object.keys(errors).length === 0 ? undefined : errors;
}

/** Call it with a draft without errors only. */
export function itemCard(draft: ItemDraft, scale: number): Card {
  const measures = measuredOf(itemMeasures, draft.measures) as ItemMeasured | undefined;
  const leadTimeDays = leadTimeOf(draft).figure;
  const unitCost = unitCostOf(draft).figure;
  return {
    ...{ code: draft.code.trim(), name: draft.name.trim(), reorderPoint: reorderPointOf(draft, scale).figure ?? 0 },
    ...filled('bay', draft.bay),
    ...filled('supplier', draft.supplier),
    ...filled('supplierCode', draft.supplierCode),
    ...(leadTimeDays !== undefined && { leadTimeDays }),
    ...(unitCost !== undefined && { unitCost }),
    ...filled('clientId', draft.clientId),
    ...filled('productId', draft.productId),
    ...filled('specification', draft.specification),
    ...(measures !== undefined && { measures }),
  };
}

function wrongAt(path: string, { wrong }: Reading): ItemErrors {
  return wrong === undefined ? {} : { [path]: wrong };
}
