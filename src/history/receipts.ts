import type { JudgedReceipt, Paper, PrintedReceipt } from '../contracts/receipts.ts';
import { difference, type RecordState, stateAfter } from '../contracts/record-past.ts';
import { employee } from '../domain/employee/employee.ts';
import { order } from '../domain/order/order.ts';
import { sheetId, timesheet } from '../domain/timesheet/timesheet.ts';
import { readAggregates } from '../event-store/read.ts';
import type { HeadKey } from '../witness/signing-key.ts';
import type { HistoryOptions } from './history.ts';
import { fieldsOnPaper } from './paper-fields.ts';
import { receiptAddress, receiptAt, receiptFault, type SignedReceipt, signReceipt } from './receipt.ts';
import { changesBetween, type Step, stepsOf } from './record-history.ts';

export interface ReceiptsOptions extends HistoryOptions {
  readonly key: HeadKey;
  readonly clock: () => Date;
}

type Since = Pick<JudgedReceipt, 'by'> & Required<Pick<JudgedReceipt, 'held' | 'changes'>>;

/** What a paper is printed from. */
interface Printed {
  readonly paper: Paper;
  readonly record: string;
}

/** Signs what papers are printed from, and tells of a paper whether it still stands. */
export class Receipts {
  readonly #options: ReceiptsOptions;

  constructor(options: ReceiptsOptions) {
    this.#options = options;
  }

  /** The receipt of a record as it was at this number of its own; undefined where the log has no such thing. */
  async sign({
    paper,
    record,
    sequence,
  }: Printed & { readonly sequence: number }): Promise<PrintedReceipt | undefined> {
    const { log, key, clock } = this.#options;
    const { aggregate } = sourceOf({ paper, record });
    const commits = await readAggregates(log, [aggregate]);
    const commit = commits.find(({ events }) =>
      events.some(({ stream }) => stream.aggregate === aggregate && stream.sequence === sequence),
    );
    if (commit === undefined) return undefined;
    const { position, hash } = commit;
    const signed = signReceipt({ at: clock(), hash, paper, position, record, sequence }, key);
    return { address: receiptAddress(signed), position, hash, at: signed.receipt.at };
  }

  /** What is on the paper whose receipt this is; undefined where it is none. */
  read(address: string): SignedReceipt | undefined {
    return receiptAt(address);
  }

  /** Whether a receipt is ours and the log bears it out. Says nothing yet of what it is about. */
  async fault(signed: SignedReceipt): Promise<Awaited<ReturnType<typeof receiptFault>>> {
    return await receiptFault(this.#options.log, signed);
  }

  /** What a good receipt's paper must show, and what of it was changed since, and by whom. */
  async since({ receipt }: SignedReceipt): Promise<Since> {
    const { log, projections, readModels } = this.#options;
    const { paper, position } = receipt;
    const { aggregate, model, part } = sourceOf(receipt);
    const own = projections.filter(({ name }) => name === model);
    const shown = { projections: own, nameOf: readModels.nameOf };
    const steps = [...stepsOf(aggregate, await readAggregates(log, [aggregate]), shown)];
    const count = steps.filter((step) => step.position <= position).length;
    const last = steps[count - 1];
    const then = stateAfter(steps.slice(0, count));
    const onPaper = (state: RecordState) => fieldsOnPaper(paper, part, state);
    const later = [...paperSteps(steps.slice(count), then, onPaper)];
    return {
      ...(last !== undefined && { by: this.#authorOf(last) }),
      held: [...onPaper(then)].map(([field, value]) => ({ field, value })),
      changes: difference(onPaper(then), later).map(({ step, since: _, ...change }) => ({
        ...change,
        by: this.#authorOf(step),
      })),
    };
  }

  #authorOf({ position, at, user, device, command, reason }: Step) {
    const { nameOf } = this.#options.readModels;
    return {
      ...{ position, at: at.toISOString(), user: { id: user, name: nameOf(user) }, command },
      ...(device !== undefined && { device: { id: device, name: nameOf.device(device) } }),
      ...(reason !== undefined && { reason }),
    };
  }
}

/** Each step as far as the paper shows it. */
function* paperSteps(
  steps: readonly Step[],
  start: RecordState,
  onPaper: (state: RecordState) => RecordState,
): Generator<Step> {
  let state = start;
  let before = onPaper(state);
  for (const step of steps) {
    state = stateAfter([step], state);
    const after = onPaper(state);
    yield { ...step, changes: changesBetween(before, after) };
    before = after;
  }
}

/** The record in the log that a paper shows, and the read model that it is drawn from. */
function sourceOf({ paper, record }: Printed): { aggregate: string; model: string; part: string } {
  const dot = record.lastIndexOf('.');
  const [id, part] = dot === -1 ? [record, ''] : [record.slice(0, dot), record.slice(dot + 1)];
  if (paper === 'payslip') return { aggregate: timesheet.at(sheetId(id, part)), model: 'payslips', part };
  if (paper === 'erasure') return { aggregate: employee.at(id), model: 'employee-pay', part };
  return { aggregate: order.at(id), model: 'order-details', part };
}
