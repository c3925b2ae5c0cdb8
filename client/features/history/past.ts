import type { HistoryStep, RecordHistory } from '#contracts/history.ts';
import { type Difference, difference, type RecordState, stateAfter } from '#contracts/record-past.ts';
import { isForPrograms } from './field-words.ts';

/** So many steps lie between two states that are kept: no look at a moment goes through the whole past. */
const STRIDE = 250;

/** Whether nothing of the record was recorded before this step. */
export function isFirst(step: HistoryStep): boolean {
  return versionBefore(step) === 0;
}

function versionBefore({ sequence, events }: HistoryStep): number {
  return sequence - events.length;
}

/**
 * The past of one record. A moment is a number of steps: 0 is before the first one that is told, `length` is now. What
 * it held at a moment, and what differs between two, is worked out within a frame also where there are 10,000 steps.
 */
export class Past {
  readonly steps: readonly HistoryStep[];
  readonly #states: RecordState[] = [];

  constructor({ start = [], steps }: Pick<RecordHistory, 'start' | 'steps'>) {
    this.steps = steps;
    let state: RecordState = new Map(start.map(({ field, value }) => [field, value]));
    this.#states.push(state);
    for (let at = STRIDE; at <= steps.length; at += STRIDE) {
      state = stateAfter(steps.slice(at - STRIDE, at), state);
      this.#states.push(state);
    }
  }

  get length(): number {
    return this.steps.length;
  }

  stateAt(moment: number): RecordState {
    const kept = Math.floor(moment / STRIDE);
    return stateAfter(this.steps.slice(kept * STRIDE, moment), this.#states[kept]);
  }

  /** What differs between two moments, without what only programs need. */
  between(from: number, to: number): readonly Difference<HistoryStep>[] {
    const after = this.stateAt(to);
    const before = this.stateAt(from);
    return difference(before, this.steps.slice(from, to)).filter(
      ({ field }) => !isForPrograms(field, after) && !isForPrograms(field, before),
    );
  }

  /** When a moment was; undefined before the first step. */
  at(moment: number): string | undefined {
    return this.steps[moment - 1]?.at;
  }

  /** The record's version at a moment. */
  versionAt(moment: number): number {
    const step = this.steps[moment - 1];
    if (step !== undefined) return step.sequence;
    const [first] = this.steps;
    return first === undefined ? 0 : versionBefore(first);
  }

  /** The last moment at or before a position of the log. */
  momentOf(position: number): number {
    let [low, high] = [0, this.steps.length];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.steps[middle - 1]?.position ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
