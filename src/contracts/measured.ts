import * as z from 'zod/mini';
import { itemMeasures, type Measures, productMeasures } from './measures.ts';
import * as p from './primitives.ts';

export const productMeasured = measured(productMeasures);
export const itemMeasured = measured(itemMeasures);

/** Schema of the figures of a specification. Each may be left out. */
function measured<Of extends Measures>(of: Of) {
  const shape = Object.fromEntries(Object.keys(of).map((name) => [name, p.optional(p.quantityOrZero)]));
  return z.strictObject(shape as { [Name in keyof Of]: z.ZodMiniOptional<typeof p.quantityOrZero> });
}
