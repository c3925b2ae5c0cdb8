// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new v.

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

/** Quantities are whole numbers of the item's smallest unit. */
export type StockEvent =
  | Fact<
      'StockItemRegistered',
      {
        readonly kind: StockKind;
        readonly code: string;
        readonly name: string;
        readonly bay?: string | undefined;
        readonly unit: Unit;
        readonly scale: number;
        readonly reorderPoint: number;
        readonly supplier?: string | undefined;
        readonly clientId?: string | undefined;
        readonly productId?: string | undefined;
        readonly specification?: string | undefined;
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
  | Fact<'StockAllocated', ForLine & { readonly quantity: number }>
  | Fact<'StockReleased', ForLine & { readonly quantity: number; readonly reason?: string | undefined }>
  | Fact<'StockIssued', Partial<ForLine> & { readonly quantity: number; readonly reason?: string | undefined }>
  | Fact<'StockReturned', ForLine & { readonly quantity: number; readonly note?: string | undefined }>
  | Fact<'ReorderPointSet', { readonly reorderPoint: number; readonly was: number }>
  | Fact<'StockItemRetired', { readonly reason?: string | undefined }>;
