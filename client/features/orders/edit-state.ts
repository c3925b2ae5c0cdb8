import type { Signal } from '@preact/signals';
import type { OrderDetail } from '#contracts/order.ts';
import { draft, dropDraft } from '../../sync/drafts.ts';
import { draftOf, type OrderDraft, revisionOf } from './order-draft.ts';
import { rebase } from './rebase.ts';

/** An edit that is under way: what was opened, and what was made of it. */
export interface Edit {
  readonly version: number;
  /** When that version was made, ISO 8601. */
  readonly versionAt: string;
  readonly base: OrderDraft;
  readonly mine: OrderDraft;
}

/** The edit of this order that was begun, also when its panel was closed meanwhile; else a new one. */
export function editOf(order: OrderDetail): Signal<Edit> {
  return draft<Edit>(`order/${order.id}`, opened(order));
}

/** After it was saved or discarded. */
export function dropEdit(orderId: string): void {
  dropDraft(`order/${orderId}`);
}

export function opened(order: OrderDetail): Edit {
  const base = draftOf(order);
  return { version: order.version, versionAt: order.versionAt, base, mine: base };
}

/** My changes put on top of the order as it is now. */
export function onTopOf(order: OrderDetail, { base, mine }: Edit): Edit {
  const fresh = opened(order);
  return { ...fresh, mine: rebase(base, mine, fresh.base) };
}

export function isUntouched({ base, mine }: Edit): boolean {
  return revisionOf('', base, mine) === undefined;
}

const edits = ['OrderRevised', 'OrderCancelled', 'OrderArchived'];

export interface ChangeSince {
  readonly userId: string;
  readonly who: string;
  /** ISO 8601. */
  readonly at: string;
  /** "Delivery 18 Nov, was 17 Nov · Priority ASAP, was Normal/Low" */
  readonly words: string;
}

/** What was changed on the order after a version, the latest first. */
export function changesSince({ history }: Pick<OrderDetail, 'history'>, version: number): readonly ChangeSince[] {
  return history
    .filter(({ sequence, type }) => sequence > version && edits.includes(type))
    .map(({ user, at, title, detail }) => ({
      ...{ userId: user.id, who: user.name, at },
      words: detail === undefined ? title : `${title} · ${detail}`,
    }));
}
