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
      case 'OrderLeftUndelivered': {
        const { length } = event.data.lines;
        const what = `Went on with ${length} ${length === 1 ? 'line' : 'lines'} not delivered in full`;
        return [what, '', event.reason ?? ''];
      }
      case 'OrderLineDeliveryTakenBack':
        return ['Taken back', event.data.docket ?? '', event.data.reason];
      default:
        return undefined;
    }
  },
};
