import { type LeaveType, leaveTypes, leaveWords } from '#contracts/leave-types.ts';
import { capital } from '#contracts/words.ts';
import { hoursText, parseHours } from '../../shared/hours.ts';
import { anyOf, type Section } from './section.ts';

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
          const [yearly, floor] = [parseHours(draft[type].yearly), floorOf(draft[type])];
          return [
            ...(yearly === undefined || yearly < 0 || yearly > YEAR_MAX
              ? [[`${type}.yearly`, 'Hours such as 152.']]
              : []),
            ...(floor === undefined || floor > 0 || floor < -YEAR_MAX ? [[`${type}.floor`, '0, or such as −76.']] : []),
          ];
        }),
      ),
    ),
  sent: (draft) => ({
    leaveTypes: leaveTypes.map((type) => ({
      type,
      paid: draft[type].paid === 'paid',
      balanced: draft[type].balanced === 'balance',
      yearlyMinutes: parseHours(draft[type].yearly) ?? 0,
      floorMinutes: floorOf(draft[type]) ?? 0,
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

/** Never −0, which is not what it was. */
function floorOf({ floor }: LeaveTypeDraft): number | undefined {
  const minutes = parseHours(floor);
  return minutes === 0 ? 0 : minutes;
}
