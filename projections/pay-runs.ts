import type { PayRun } from '../src/contracts/pay.ts';
import { noPay } from '../src/contracts/pay-totals.ts';
import type { PayRunEvent } from '../src/domain/pay/events.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { existing, idOf } from '../src/projecting/definition.ts';

type Row = Omit<PayRun, 'id' | 'openedBy' | 'finalisedBy' | 'voidedBy'> & {
  readonly openedBy: string;
  readonly finalisedBy?: string | undefined;
  readonly voidedBy?: string | undefined;
};

/** The pay runs, each with what it paid. */
export const payRuns = defineProjection<'pay-runs', Row, PayRunEvent>({
  name: 'pay-runs',
  version: 1,
  id: idOf,

  on: {
    // Opened again after it was voided, it begins anew.
    PayRunOpened: (_row, { data, at, user, sequence }) => ({
      ...{ status: 'open', payDate: data.payDate, openedAt: at.toISOString(), openedBy: user },
      ...{ lines: [], totals: noPay, sequence },
    }),
    PayRunFinalised: (row, event) => {
      const { payDate, lines, totals } = event.data;
      const paid = { payDate, lines: lines.map((line) => ({ ...line })), totals };
      const step = { finalisedAt: event.at.toISOString(), finalisedBy: event.user, sequence: event.sequence };
      return { ...existing(row, event), ...paid, status: 'finalised', ...step };
    },
    PayRunVoided: (row, event) => {
      const voided = { voidedAt: event.at.toISOString(), voidedBy: event.user, reason: event.data.reason };
      return { ...existing(row, event), ...voided, status: 'voided', sequence: event.sequence };
    },
  },

  indexes: [{ fields: ['status'] }],
  present({ openedBy, finalisedBy, voidedBy, ...row }, nameOf, id) {
    const person = (userId: string) => ({ id: userId, name: nameOf(userId) });
    return {
      ...row,
      id,
      openedBy: person(openedBy),
      ...(finalisedBy !== undefined && { finalisedBy: person(finalisedBy) }),
      ...(voidedBy !== undefined && { voidedBy: person(voidedBy) }),
    };
  },
});
