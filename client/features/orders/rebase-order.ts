import { rebase } from '../../shared/rebase.ts';
import { type LineDraft, type OrderDraft, sameLine } from './order-draft.ts';

/** My edit of an order put on top of somebody else's, line by line. `base` is what both of us had opened. */
export function rebaseOrder(base: OrderDraft, mine: OrderDraft, theirs: OrderDraft): OrderDraft {
  return { ...rebase(base, mine, theirs), lines: rebasedLines(base.lines, mine.lines, theirs.lines) };
}

/** The order of the lines is theirs; lines that I added come last. */
function rebasedLines(
  base: readonly LineDraft[],
  mine: readonly LineDraft[],
  theirs: readonly LineDraft[],
): readonly LineDraft[] {
  const result: LineDraft[] = [];
  for (const their of theirs) {
    const was = lineOf(base, their.lineId);
    const my = lineOf(mine, their.lineId);
    // A line that they added is not one that I took off.
    if (was === undefined) result.push(their);
    else if (my !== undefined) result.push(sameLine(was, my) ? their : my);
  }
  for (const my of mine) {
    if (lineOf(theirs, my.lineId) !== undefined) continue;
    const was = lineOf(base, my.lineId);
    // They took it off: it comes back only if I changed it.
    if (was === undefined || !sameLine(was, my)) result.push(my);
  }
  return result;
}

function lineOf(lines: readonly LineDraft[], lineId: string): LineDraft | undefined {
  return lines.find((line) => line.lineId === lineId);
}
