/** Units that stock is counted in. The smallest unit is 10^-scale of one of these. */
export const units = ['roll', 'm', 'm2', 'kg', 'L', 'box', 'pallet', 'piece', 'label'] as const;
export type Unit = (typeof units)[number];

const unitWords: Record<Unit, readonly [one: string, many: string]> = {
  roll: ['roll', 'rolls'],
  m: ['m', 'm'],
  m2: ['m²', 'm²'],
  kg: ['kg', 'kg'],
  L: ['L', 'L'],
  box: ['box', 'boxes'],
  pallet: ['pallet', 'pallets'],
  piece: ['piece', 'pieces'],
  label: ['label', 'labels'],
};

/** The unit in words that fit the quantity: 1 roll, 24 rolls. `quantity` is in the smallest unit. */
export function unitWord(unit: Unit, quantity: number, scale: number): string {
  return unitWords[unit][quantity === 10 ** scale ? 0 : 1];
}

/** The figure alone, with thousands commas: 6300 at scale 0 is "6,300", 250250 at scale 3 is "250.25". */
export function formatFigure(quantity: number, scale: number): string {
  const sign = quantity < 0 ? '−' : '';
  const digits = String(Math.abs(quantity)).padStart(scale + 1, '0');
  const wholePart = digits.slice(0, digits.length - scale);
  const decimals = scale === 0 ? '' : digits.slice(-scale).replace(/0+$/, '');
  return sign + wholePart.replace(/\B(?=(\d{3})+$)/g, ',') + (decimals === '' ? '' : `.${decimals}`);
}

/** The figure with its unit: "6,300 m", "1 roll". */
export function formatQuantity(quantity: number, scale: number, unit: Unit): string {
  return `${formatFigure(quantity, scale)} ${unitWord(unit, quantity, scale)}`;
}

/** The figure for a file that a program reads: 250250 at scale 2 is "2502.5". */
export function plainFigure(quantity: number, scale: number): string {
  return formatFigure(quantity, scale).replaceAll(',', '').replace('−', '-');
}
