import { type Stage, stages } from './stages.ts';

interface WorkedOn {
  readonly stage: Stage;
  /** Quantities in the smallest unit. */
  readonly lines: readonly {
    readonly allocated: number;
    readonly issued: number;
    readonly delivered: number;
    readonly completed: boolean;
  }[];
}

/** Whether anybody has begun to make the order, or holds stock for it: from then on it is this client's. */
export function hasBegun({ stage, lines }: WorkedOn): boolean {
  if (stages.indexOf(stage) > stages.indexOf('pending_material')) return true;
  return lines.some((line) => line.completed || line.allocated + line.issued + line.delivered > 0);
}
