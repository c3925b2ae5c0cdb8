/** Steps that people count in: 1, 2.5, 5, 10 … and no halves of the smallest unit. */
const steps = [1, 2.5, 5];

/**
 * Length of the track for an item whose most was `peak`: rounded up to a figure that reads well, in at most five
 * steps. In the item's smallest unit.
 */
export function trackOf(peak: number, scale = 0): number {
  const least = Math.max(peak, 1);
  const step = stepOf(least, 10 ** scale);
  return Math.ceil(least / step) * step;
}

/** The figures on the tape rule, from 0 to `full`, and the step between them. */
export function tapeMarks(full: number): { readonly step: number; readonly marks: readonly number[] } {
  const step = stepOf(full, 1);
  const marks: number[] = [];
  // The end of the track is always named; a mark just before it would be written over it.
  for (let mark = 0; mark < full - step / 4; mark += step) marks.push(mark);
  marks.push(full);
  return { step, marks };
}

function stepOf(length: number, smallest: number): number {
  for (let power = smallest; ; power *= 10) {
    for (const step of steps) {
      const size = step * power;
      if (Number.isInteger(size) && length / size <= 5) return size;
    }
  }
}
