import type { WorkEntry } from '../../domain/timesheet/events.ts';
import { timesheet } from '../../domain/timesheet/timesheet.ts';
import { by } from './given.ts';

// The week of 2–8 November 2026 of Kylie, for given/when/then tests.

export const monday = '2026-11-02';
export const kylies = { employeeId: 'e-kylie', monday };
const week = { ...kylies, employeeName: 'Kylie Tran' };
const id = `e-kylie/${monday}`;

export const worked = (date: string, minutes = 456): WorkEntry => ({ date, minutes });
export const fiveDays = ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06'].map((date) =>
  worked(date),
);

export const saved = (entries: readonly WorkEntry[] = fiveDays) =>
  timesheet.event(id, 'TimesheetSaved', { ...week, entries });
export const submitted = (workedMinutes = 2_280) =>
  timesheet.event(id, 'TimesheetSubmitted', { ...week, workedMinutes });
export const rejected = timesheet.event(id, 'TimesheetRejected', { ...week, reason: 'Look at Monday' });
export const paid = by(
  'ben',
  timesheet.event(id, 'TimesheetPaid', { ...week, period: monday, payDate: '2026-11-11', calculation: 4 }),
);
/** Saved and submitted by Kylie. */
export const sentIn = by('kylie', saved(), submitted());
