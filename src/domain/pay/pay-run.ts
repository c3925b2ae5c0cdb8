import { defineAggregate, type Recorded, type Trace, traceOf } from '../kernel.ts';
import type { PayRunEvent, PayRunLine } from './events.ts';

interface KnownPayRun {
  readonly status: 'open' | 'finalised' | 'voided';
  readonly payDate: string;
  /** Empty unless finalised. */
  readonly lines: readonly PayRunLine[];
  /** The last thing that was done with it. */
  readonly last: Trace;
}
/** Always true: one run for each period, and its totals equal its lines. */
type PayRun = { readonly status: 'none' } | KnownPayRun;

/** `pay-run/<monday of the period>` */
export const payRun = defineAggregate<PayRun, PayRunEvent>({ kind: 'pay-run', initial: { status: 'none' }, evolve });

function evolve(state: PayRun, event: Recorded<PayRunEvent>): PayRun {
  if (event.type === 'PayRunOpened') {
    const { payDate } = event.data;
    return { status: 'open', payDate, lines: [], last: traceOf(event, { ...event.data }) };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'PayRunFinalised': {
      const { period, payDate, lines, totals } = event.data;
      const last = traceOf(event, { period, payDate, people: lines.length, netCents: totals.netCents });
      return { ...state, status: 'finalised', lines, last };
    }
    case 'PayRunVoided':
      return { ...state, status: 'voided', lines: [], last: traceOf(event, { ...event.data }) };
    default:
      event satisfies never;
      return state;
  }
}
