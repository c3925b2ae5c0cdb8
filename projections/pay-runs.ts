import * as z from 'zod/mini';
import { type PayRun, payRun, payRunStatuses } from '../src/contracts/pay.ts';
import { noPay } from '../src/contracts/pay-totals.ts';
import type { PayRunEvent } from '../src/domain/pay/events.ts';
import { eventTypes, existing, idOf, type Projection, unhandled } from '../src/projecting/definition.ts';

type Row = Omit<PayRun, 'id' | 'openedBy' | 'finalisedBy' | 'voidedBy'> & {
  readonly openedBy: string;
  readonly finalisedBy?: string | undefined;
  readonly voidedBy?: string | undefined;
};

const filters = z.strictObject({ status: z.optional(z.enum(payRunStatuses)) });

/** The pay runs, each with what it paid. */
export const payRuns: Projection<Row, PayRun, PayRunEvent> = {
  name: 'pay-runs',
  version: 1,
  handles: eventTypes<PayRunEvent>({ PayRunOpened: true, PayRunFinalised: true, PayRunVoided: true }),
  id: idOf,

  evolve(row, event) {
    const { sequence, user } = event;
    const at = event.at.toISOString();
    switch (event.type) {
      case 'PayRunOpened':
        // Opened again after it was voided, it begins anew.
        return {
          ...{ status: 'open', payDate: event.data.payDate, openedAt: at, openedBy: user },
          ...{ lines: [], totals: noPay, sequence },
        };
      case 'PayRunFinalised': {
        const { payDate, lines, totals } = event.data;
        const paid = { payDate, lines: lines.map((line) => ({ ...line })), totals };
        return { ...existing(row, event), ...paid, status: 'finalised', finalisedAt: at, finalisedBy: user, sequence };
      }
      case 'PayRunVoided': {
        const voided = { voidedAt: at, voidedBy: user, reason: event.data.reason };
        return { ...existing(row, event), ...voided, status: 'voided', sequence };
      }
      default:
        return unhandled(event);
    }
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
  query: {
    permission: 'pay.read',
    row: payRun,
    one: true,
    list: {
      params: filters,
      where: ({ status }: z.infer<typeof filters>) => (status === undefined ? {} : { status }),
      order: ({ payDate, openedAt }) => [-Date.parse(payDate), -Date.parse(openedAt)],
      rowsMax: 1_000,
    },
  },
  live: true,
};
