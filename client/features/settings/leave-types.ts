import { type Reading, readHours } from '#contracts/figures.ts';
import { hoursText } from '#contracts/hours-text.ts';
import { type LeaveType, leaveTypes, leaveWords } from '#contracts/leave-types.ts';
import { capital } from '#contracts/words.ts';
import { anyOf, type Section, unreadable } from './section.ts';

export interface LeaveTypeDraft {
  readonly paid: 'paid' | 'unpaid';
  readonly balanced: 'balance' | 'none';
  /** Hours that a full-time year earns. */
  readonly yearly: string;
  /** Hours that the balance may fall to: 0:00 or below. */
  readonly floor: string;
}

export type LeaveTypesDraft = Readonly<Record<LeaveType, LeaveTypeDraft>>;

const YEAR_MAX = 124_800;

export const leaveRules: Section<LeaveTypesDraft> = {
  id: 'leave',
  title: 'Leave',
  save: 'Save the leave types',
  open: (settings) =>
    Object.fromEntries(
      settings.leaveTypes.map(({ type, paid, balanced, yearlyMinutes, floorMinutes }) => [
        type,
        {
          ...{ paid: paid ? 'paid' : 'unpaid', balanced: balanced ? 'balance' : 'none' },
          ...{ yearly: hoursText(yearlyMinutes), floor: hoursText(floorMinutes) },
        },
      ]),
    ) as LeaveTypesDraft,
  errors: (draft) =>
    anyOf(
      Object.fromEntries(
        leaveTypes.flatMap((type) => {
          const rule = draft[type];
          return Object.entries(unreadable({ [`${type}.yearly`]: yearlyOf(rule), [`${type}.floor`]: floorOf(rule) }));
        }),
      ),
    ),
  sent: (draft) => ({
    leaveTypes: leaveTypes.map((type) => ({
      type,
      paid: draft[type].paid === 'paid',
      balanced: draft[type].balanced === 'balance',
      yearlyMinutes: yearlyOf(draft[type]).figure ?? 0,
      floorMinutes: floorOf(draft[type]).figure ?? 0,
    })),
  }),
  lines: (draft) =>
    Object.fromEntries(
      leaveTypes.flatMap((type) => {
        const { paid, balanced, yearly, floor } = draft[type];
        return [
          [leaveName(type), paidWords[paid]],
          [`${leaveName(type)}, balance`, balancedWords[balanced]],
          [`${leaveName(type)}, a year`, yearly],
          [`${leaveName(type)}, may fall to`, floor],
        ];
      }),
    ),
};

export const paidWords = { paid: 'Paid', unpaid: 'Unpaid' } as const;
export const balancedWords = { balance: 'From a balance', none: 'Without a balance' } as const;

/** "Long service" */
export function leaveName(type: LeaveType): string {
  return capital(leaveWords[type]);
}

export function yearlyOf({ yearly }: LeaveTypeDraft): Reading {
  return readHours(yearly, { max: YEAR_MAX });
}

export function floorOf({ floor }: LeaveTypeDraft): Reading {
  return readHours(floor, { min: -YEAR_MAX, max: 0 });
}
