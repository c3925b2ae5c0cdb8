// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new v.

import type { Expected } from '../../contracts/expected.ts';
import type { ItemMeasured } from '../../contracts/measures.ts';
import type { FieldChange } from '../../contracts/plain.ts';
import type { Unit } from '../../contracts/quantity.ts';
import type { StockKind } from '../../contracts/stock.ts';
import type { Fact } from '../kernel.ts';

/** The line of an order that stock is held for, with what people call it. */
export interface ForLine {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly clientName: string;
  readonly lineId: string;
}

export interface ItemDetails {
  readonly code: string;
  readonly name: string;
  readonly bay?: string | undefined;
  readonly reorderPoint: number;
  readonly supplier?: string | undefined;
  readonly supplierCode?: string | undefined;
  readonly leadTimeDays?: number | undefined;
  /** In 1/10,000 dollar for one unit. */
  readonly unitCost?: number | undefined;
  readonly clientId?: string | undefined;
  readonly productId?: string | undefined;
  readonly specification?: string | undefined;
  readonly measures?: ItemMeasured | undefined;
}

/** Quantities are whole numbers of the item's smallest unit. */
export type StockEvent =
  | Fact<
      'StockItemRegistered',
      ItemDetails & {
        readonly kind: StockKind;
        readonly unit: Unit;
        readonly scale: number;
        /** What was there when the item was moved in. */
        readonly onHand?: number | undefined;
        readonly retired?: boolean | undefined;
      }
    >
  /** A movement of the old application. What it moved is in the figures that the item began with. */
  | Fact<
      'StockMovementRecorded',
      {
        /** Change with a sign. */
        readonly change: number;
        /** What the old application called it, and what was noted. */
        readonly note: string;
        readonly orderNumber?: string | undefined;
      }
    >
  | Fact<
      'StockReceived',
      {
        readonly quantity: number;
        readonly supplier?: string | undefined;
        readonly docket?: string | undefined;
        readonly note?: string | undefined;
      }
    >
  | Fact<'StockAdjusted', { readonly change: number; readonly reason: string }>
  | Fact<'StockCounted', { readonly counted: number; readonly was: number; readonly note?: string | undefined }>
  | Fact<
      'StockAllocated',
      /** `insteadOf`: what the line asks for, where this stands in for it. */
      ForLine & { readonly quantity: number; readonly insteadOf?: string | undefined }
    >
  | Fact<'StockReleased', ForLine & { readonly quantity: number; readonly reason?: string | undefined }>
  | Fact<'StockIssued', Partial<ForLine> & { readonly quantity: number; readonly reason?: string | undefined }>
  | Fact<'StockReturned', ForLine & { readonly quantity: number; readonly note?: string | undefined }>
  | Fact<'ReorderPointSet', { readonly reorderPoint: number; readonly was: number }>
  | Fact<'StockItemRetired', { readonly reason?: string | undefined }>
  | Fact<'StockItemRevised', { readonly changes: readonly FieldChange[] }>
  | Fact<'StockExpected', Expected>
  | Fact<'StockNotExpected', { readonly reason?: string | undefined }>
  | Fact<'StockItemReactivated', Record<never, never>>;
