import type { Signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { Problem } from '#contracts/problems.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { present } from '../../sync/clock.ts';
import { send } from '../../sync/commands.ts';
import { draft } from '../../sync/drafts.ts';
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
  /** Answers whether it was done. */
  allocate(item: StockLevel, line: NeedyLine, quantity: number): Promise<boolean>;
  discard(): void;
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
  return {
    sending,
    refused: kept.value,
    async allocate(item, line, quantity) {
      if (sending !== undefined) return false;
      setSending({ item, line, quantity });
      const payload = { itemId: item.id, orderId: line.order.id, lineId: line.lineId, quantity };
      const sent = await send('AllocateStock', payload);
      const at = present().toISOString();
      kept.value = sent.ok ? undefined : { problem: sent.problem, item, line, quantity, at };
      setSending(undefined);
      return sent.ok;
    },
    discard() {
      kept.value = undefined;
    },
  };
}

function refusedAt(place: string): Signal<Refused | undefined> {
  return draft<Refused | undefined>(`refused/${place}`, undefined);
}
