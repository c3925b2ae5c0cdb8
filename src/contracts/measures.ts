/** A figure of a specification: a whole number of 10^-scale of its unit. */
export interface Measure {
  readonly label: string;
  readonly unit: string;
  readonly scale: number;
}

/** What is measured of a product. A figure that nobody has entered is left out. */
export const productMeasures = {
  innerDiameter: { label: 'Inner diameter', unit: 'mm', scale: 2 },
  length: { label: 'Length', unit: 'mm', scale: 1 },
  wall: { label: 'Wall', unit: 'mm', scale: 2 },
  makeready: { label: 'Make-ready allowance', unit: '%', scale: 2 },
  waste: { label: 'Waste', unit: '%', scale: 2 },
  setupMinutes: { label: 'Setting up', unit: 'min', scale: 0 },
  inspectionMinutes: { label: 'Inspect every', unit: 'min', scale: 0 },
  perCarton: { label: 'In a carton', unit: 'pieces', scale: 0 },
  cartonsPerPallet: { label: 'On a pallet', unit: 'cartons', scale: 0 },
  workMinutes: { label: 'Time needed', unit: 'min', scale: 0 },
} as const satisfies Record<string, Measure>;

/** What is measured of a stock item: paper for the most part. */
export const itemMeasures = {
  gsm: { label: 'Weight', unit: 'gsm', scale: 1 },
  thickness: { label: 'Thickness', unit: 'mm', scale: 3 },
  width: { label: 'Width', unit: 'mm', scale: 1 },
  rollWeight: { label: 'Roll weighs', unit: 'kg', scale: 1 },
  burst: { label: 'Burst strength', unit: 'kPa', scale: 1 },
  plyBonding: { label: 'Ply bonding', unit: 'J/m²', scale: 1 },
  moisture: { label: 'Moisture', unit: '%', scale: 2 },
} as const satisfies Record<string, Measure>;

export type Measures = { readonly [name: string]: Measure };
export type Measured<Of extends Measures = Measures> = { readonly [Name in keyof Of]?: number | undefined };
export type ProductMeasured = Measured<typeof productMeasures>;
export type ItemMeasured = Measured<typeof itemMeasures>;
