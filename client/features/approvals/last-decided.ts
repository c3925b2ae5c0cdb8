import type { ApprovalCard } from '#contracts/timesheet.ts';
import { type Model, model } from '../../sync/models.ts';

/** What was decided last, the newest first: as much as one page. */
export function lastDecided(): Model<ApprovalCard> {
  return model('approvals', { status: 'decided' }, 1);
}
