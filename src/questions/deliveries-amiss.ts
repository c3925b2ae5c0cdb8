import type { Question } from './question.ts';

/** What left the shop otherwise than it was ordered. */
export const deliveriesAmiss: Question = {
  id: 'deliveries-amiss',
  title: 'Which deliveries were not as ordered?',
  detail: 'More than was ordered, less when the order went on, and deliveries that were taken back.',
  columns: ['What', 'Packing slip', 'Why'],
  begin: () => (event) => {
    switch (event.type) {
      case 'OrderLineDelivered':
        return event.data.moreThanOrdered
          ? ['More than was ordered', event.data.docket ?? '', event.data.note ?? '']
          : undefined;
      case 'OrderLeftUndelivered':
        return [`Went on with ${event.data.lines.length} lines not delivered in full`, '', event.reason ?? ''];
      case 'OrderLineDeliveryTakenBack':
        return ['Taken back', event.data.docket ?? '', event.data.reason];
      default:
        return undefined;
    }
  },
};
