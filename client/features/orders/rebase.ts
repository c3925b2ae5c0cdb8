import { type DraftField, type LineDraft, type OrderDraft, sameLine } from './order-draft.ts';

const fields = [
  'dueDate',
  'priority',
  'reference',
  'discount',
  'notes',
  'deliveryAddress',
] as const satisfies DraftField[];

/**
 * My edit put on top of somebody else's: what I changed stays as I typed it, everything else is theirs. `base` is what
 * both of us had opened.
 */
export function rebase(base: OrderDraft, mine: OrderDraft, theirs: OrderDraft): OrderDraft {
  const kept = Object.fromEntries(
    fields.filter((field) => mine[field] !== base[field]).map((field) => [field, mine[field]]),
  );
  return { ...theirs, ...kept, lines: rebasedLines(base.lines, mine.lines, theirs.lines) };
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
