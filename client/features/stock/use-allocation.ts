import type { Signal } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import { asksFor } from '#contracts/asking.ts';
import type { Problem } from '#contracts/problems.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { present } from '../../sync/clock.ts';
import { send } from '../../sync/commands.ts';
import { draft } from '../../sync/drafts.ts';
import type { Allocated } from './just-allocated.tsx';
import type { NeedyLine } from './open-lines.ts';

/** An allocation that was tried and not done. It is kept until the person has answered. */
export interface Refused {
  readonly problem: Problem;
  readonly item: StockLevel;
  readonly line: NeedyLine;
  readonly quantity: number;
  /** When it was tried, ISO 8601. */
  readonly at: string;
}

export interface Allocation {
  /** What is under way now. */
  readonly sending: { readonly item: StockLevel; readonly line: NeedyLine; readonly quantity: number } | undefined;
  readonly refused: Refused | undefined;
  /** What was done here last, as long as one looks at it. */
  readonly done: Allocated | undefined;
  /** Answers whether it was done. */
  allocate(item: StockLevel, line: NeedyLine, quantity: number): Promise<boolean>;
  discard(): void;
  /** Says nothing more of what was done. */
  forgetDone(): void;
}

/** What is being chosen for an item. A quantity is kept only once somebody has changed it. */
export interface AllocateDraft {
  readonly line?: string;
  readonly quantity?: number;
}

export function allocateDraft(itemId: string): Signal<AllocateDraft> {
  return draft<AllocateDraft>(`allocate/${itemId}`, {});
}

/** Whether somebody decided: then there is something to choose. A lost line or a closed session is only said. */
export function isDecided({ problem }: Refused): boolean {
  return [404, 409, 412].includes(problem.status);
}

/** Allocating from one place on a screen. What was refused there stays there, also when the session ends meanwhile. */
export function useAllocation(place: string): Allocation {
  const kept = refusedAt(place);
  const [sending, setSending] = useState<Allocation['sending']>();
  const [done, setDone] = useState<{ readonly place: string; readonly what: Allocated }>();
  // Two taps can come before the first has been drawn.
  const busy = useRef(false);
  return {
    sending,
    refused: kept.value,
    done: done?.place === place ? done.what : undefined,
    async allocate(item, line, quantity) {
      if (busy.current) return false;
      busy.current = true;
      setSending({ item, line, quantity });
      const [orderId, lineId] = [line.order.id, line.lineId];
      const instead = asksFor(line, item) ? {} : { substitute: true as const };
      const sent = await send('AllocateStock', { itemId: item.id, orderId, lineId, quantity, ...instead });
      const at = present().toISOString();
      // What waits is in the outbox's hands, and the place is free for the next thing.
      const waits = !sent.ok && sent.problem.code === 'waits';
      kept.value = sent.ok || waits ? undefined : { problem: sent.problem, item, line, quantity, at };
      const what = { item, orderId, lineId, quantity, orderNumber: line.order.number };
      setDone(
        sent.ok
          ? { place, what: { ...what, insteadOf: asksFor(line, item) ? undefined : line.description } }
          : undefined,
      );
      busy.current = false;
      setSending(undefined);
      return sent.ok || waits;
    },
    discard() {
      kept.value = undefined;
    },
    forgetDone: () => setDone(undefined),
  };
}

function refusedAt(place: string): Signal<Refused | undefined> {
  return draft<Refused | undefined>(`refused/${place}`, undefined);
}
