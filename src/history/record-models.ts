import type { ProjectedName } from '../contracts/read-models.ts';
import type { AggregateKind } from '../domain/events.ts';

/**
 * The read models that show a record, by its kind. Its history is told in their fields. A kind without one is there for
 * its rules only, and its history is its events.
 */
export const recordModels: { readonly [Kind in AggregateKind]: readonly ProjectedName[] } = {
  'stock-item': ['stock-levels'],
  order: ['order-details'],
  'order-numbers': [],
  client: ['clients'],
  product: ['products'],
  name: [],
  user: ['people'],
  admins: [],
  'sign-ins': [],
  device: ['devices'],
  employee: ['employees', 'employee-cards', 'employee-pay'],
  hierarchy: [],
  leave: ['leave-requests'],
  timesheet: ['timesheet-weeks'],
  clock: ['clock'],
  'pay-run': ['pay-runs'],
  settings: ['settings'],
  'legacy-record': [],
  move: ['moving'],
  files: ['order-files', 'stock-files', 'leave-files'],
};
