import type { OrderDetail } from '#contracts/order.ts';

const edits = ['OrderRevised', 'OrderClientChanged', 'OrderCancelled', 'OrderReopened', 'OrderArchived'];

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
