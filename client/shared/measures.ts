import { readQuantity } from '#contracts/figures.ts';
import type { Measured, Measures } from '#contracts/measures.ts';
import { formatFigure } from '#contracts/quantity.ts';

/** The figures as they were typed. Empty means that there is none. */
export type MeasuresTyped = Readonly<Record<string, string>>;

export function measuresTyped(of: Measures, measured: Measured | undefined): MeasuresTyped {
  return Object.fromEntries(
    Object.entries(of).map(([name, { scale }]) => {
      const value = measured?.[name];
      return [name, value === undefined ? '' : formatFigure(value, scale)];
    }),
  );
}

/** What was typed, as it is sent; undefined where nothing was. Figures that cannot be read are left out. */
export function measuredOf(of: Measures, typed: MeasuresTyped): Measured | undefined {
  const found = Object.entries(of).flatMap(([name, { scale }]) => {
    const value = readQuantity(typed[name] ?? '', scale).figure;
    return value === undefined ? [] : [[name, value] as const];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

/** What is wrong with a figure, by its name. */
export function measureErrors(of: Measures, typed: MeasuresTyped): Readonly<Record<string, string>> {
  const wrong = Object.entries(of).flatMap(([name, { scale }]) => {
    const text = typed[name] ?? '';
    const words = text.trim() === '' ? undefined : readQuantity(text, scale).wrong;
    return words === undefined ? [] : [[name, words] as const];
  });
  return Object.fromEntries(wrong);
}

/** "Inner diameter 76 mm, wall 5 mm" */
export function measureWords(of: Measures, measured: Measured): string {
  const said = Object.entries(of).flatMap(([name, { label, unit, scale }]) => {
    const value = measured[name];
    return value === undefined ? [] : [`${label} ${formatFigure(value, scale)} ${unit}`];
  });
  return said.join(', ');
}
