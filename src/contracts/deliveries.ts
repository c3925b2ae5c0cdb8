interface Ordered {
  readonly productId?: string | undefined;
  /** In 1/10,000 dollar. */
  readonly unitPrice: number;
}

/**
 * The lines that go out to the client: products, and material that is sold. Material without a price beside products is
 * used up in making them. An order for nothing but material is for that material, whatever it costs.
 */
export function goOut<Line extends Ordered>(lines: readonly Line[]): readonly Line[] {
  const hasProducts = lines.some(({ productId }) => productId !== undefined);
  return lines.filter(({ productId, unitPrice }) => !hasProducts || productId !== undefined || unitPrice > 0);
}

/** What of a line is still to go out, in its smallest unit. */
export function remainingOf({
  required,
  delivered,
}: {
  readonly required: number;
  readonly delivered: number;
}): number {
  return Math.max(0, required - delivered);
}
