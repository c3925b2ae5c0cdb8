/** Lines across a chart at most, but for the one at 0. */
const LINES_MAX = 5;

/** Figures for the lines across a chart, from 0 to at least `max`: 1, 2 or 5, or these times ten, apart. */
export function linesFor(max: number): readonly number[] {
  const rough = Math.max(max, 1) / LINES_MAX;
  const ten = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((one) => one * ten).find((one) => one >= rough) ?? 10 * ten);
  const count = Math.max(1, Math.ceil(max / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** Every so many of `count` labels are written, so that each has `room` of the width. */
export function everyLabel(count: number, width: number, room: number): number {
  return Math.max(1, Math.ceil((count * room) / Math.max(width, 1)));
}
