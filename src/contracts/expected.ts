/** A delivery that was ordered. */
export interface Expected {
  /** In the item's smallest unit. */
  readonly quantity: number;
  /** YYYY-MM-DD */
  readonly dueDate: string;
  readonly supplier?: string | undefined;
  readonly reference?: string | undefined;
}

/** What of a delivery is still to come after so much of it has. */
export function stillExpected(expected: Expected | undefined, received: number): Expected | undefined {
  if (expected === undefined || received >= expected.quantity) return undefined;
  return { ...expected, quantity: expected.quantity - received };
}
