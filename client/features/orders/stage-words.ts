import type { Winner } from '#contracts/problems.ts';
import { moment } from '../../app/time.ts';

/** What somebody else did with an order, as it is said: "Ben Okafor moved it to Winding at 10:42 am". */
export function whoDidWhat({ user, at, event, data }: Winner): string {
  return `${user.name} ${done(event.type, data)} at ${moment(at)}`;
}

function done(type: string, data: Winner['data']): string {
  switch (type) {
    case 'OrderStageMoved':
      return `moved it to ${String(data['toWord'])}`;
    case 'OrderCancelled':
      return 'cancelled it';
    case 'OrderArchived':
      return 'archived it';
    case 'OrderPlaced':
      return 'entered it';
    case 'OrderLineCompleted':
      return 'marked it as made';
    default:
      return 'changed it';
  }
}
