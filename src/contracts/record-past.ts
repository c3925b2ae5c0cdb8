import { type Plain, sameContent } from './plain.ts';

/** A field before and after; left out where there was nothing. */
export interface Change {
  readonly field: string;
  readonly before?: Plain;
  readonly after?: Plain;
}

/** What a record holds, field by field. */
export type RecordState = ReadonlyMap<string, Plain>;

/** A field between two moments. */
export interface Difference<Step> extends Change {
  /** Which step of those between set it last. */
  readonly step: Step;
  /** Which of them set it first: before this one it was as before them all. */
  readonly since: Step;
}

interface Changing {
  readonly changes: readonly Change[];
}

/** What a record holds after these steps. `start` is what it held before them. */
export function stateAfter(
  steps: Iterable<Changing>,
  start: Iterable<readonly [string, Plain]> = [],
): Map<string, Plain> {
  const state = new Map<string, Plain>(start);
  for (const { changes } of steps) {
    for (const { field, after } of changes) {
      if (after === undefined) state.delete(field);
      else state.set(field, after);
    }
  }
  return state;
}

/** What the steps between two moments have changed in the end, in the order of the fields. */
export function difference<Step extends Changing>(before: RecordState, between: Iterable<Step>): Difference<Step>[] {
  const last = new Map<string, { after: Plain | undefined; step: Step; since: Step }>();
  for (const step of between) {
    for (const { field, after } of step.changes) {
      last.set(field, { after, step, since: last.get(field)?.since ?? step });
    }
  }
  return [...last].flatMap(([field, { after, ...steps }]) => {
    const was = before.get(field);
    if (sameContent(was, after)) return [];
    return [{ field, ...(was !== undefined && { before: was }), ...(after !== undefined && { after }), ...steps }];
  });
}

/** Who set a field to what it is, and what it was before. */
export interface Blame<Step> {
  readonly field: string;
  readonly value: Plain;
  readonly before?: Plain;
  readonly step: Step;
}

/** The author of each field that a record holds after these steps, in the order of the fields. */
export function blame<Step extends Changing>(steps: Iterable<Step>): Blame<Step>[] {
  const authors = new Map<string, Blame<Step>>();
  for (const step of steps) {
    for (const { field, before, after } of step.changes) {
      if (after === undefined) authors.delete(field);
      else authors.set(field, { field, value: after, step, ...(before !== undefined && { before }) });
    }
  }
  return [...authors.values()];
}
