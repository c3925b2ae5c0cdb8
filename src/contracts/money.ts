import { formatFigure } from './quantity.ts';

/** Goods and services tax in Australia: 10 %. */
export const GST_BASIS_POINTS = 1_000;

export interface OrderTotals {
  /** All amounts in cents. */
  readonly subtotalCents: number;
  readonly discountCents: number;
  readonly gstCents: number;
  readonly totalCents: number;
}

interface PricedLine {
  /** In the line's smallest unit, 10^-scale of its unit. */
  readonly required: number;
  readonly scale: number;
  /** In 1/10,000 dollar for one unit. */
  readonly unitPrice: number;
}

/** Price of a line in cents, half up. */
export function lineCents(line: PricedLine): number {
  return halfUp(BigInt(line.required) * BigInt(line.unitPrice), 100n * 10n ** BigInt(line.scale));
}

/** What an order costs: the discount comes before the tax, each amount rounded half up to the cent. */
export function orderTotals(lines: readonly PricedLine[], discountBasisPoints: number): OrderTotals {
  const subtotalCents = lines.reduce((sum, line) => sum + lineCents(line), 0);
  const discountCents = halfUp(BigInt(subtotalCents) * BigInt(discountBasisPoints), 10_000n);
  const net = subtotalCents - discountCents;
  const gstCents = halfUp(BigInt(net) * BigInt(GST_BASIS_POINTS), 10_000n);
  return { subtotalCents, discountCents, gstCents, totalCents: net + gstCents };
}

/** "$4,818.00", with the minus before the sign of the currency. */
export function formatCents(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  const dollars = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${cents < 0 ? '−' : ''}$${dollars}.${digits.slice(-2)}`;
}

/** Prices of one unit have four places of a dollar: a label costs $0.0385. */
export const UNIT_PRICE_SCALE = 4;

/** 12500 is "1.25", 385 is "0.0385", 10000 is "1.00": cents are always written. */
export function formatUnitPrice(unitPrice: number): string {
  const [dollars = '0', parts = ''] = formatFigure(unitPrice, UNIT_PRICE_SCALE).split('.');
  return `${dollars}.${parts.padEnd(2, '0')}`;
}

/** "1684.20": for files that a program reads, exact and without a sign of the currency. */
export function plainCents(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function halfUp(numerator: bigint, denominator: bigint): number {
  // Amounts here are never negative, so half up is half away from zero.
  return Number((numerator * 2n + denominator) / (denominator * 2n));
}
