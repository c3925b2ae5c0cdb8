import { type Reading, readHours, readPercent } from '#contracts/figures.ts';
import { hoursText } from '#contracts/hours-text.ts';
import type { PayRules, PayTier } from '#contracts/settings.ts';
import { weekdayOf } from '#contracts/week.ts';
import { calendarDayInFull } from '../../shared/time.ts';
import { anyOf, type Errors, percentText, type Section, unreadable } from './section.ts';

/** So many hours at this rate; the last one takes the rest of the day. */
export interface TierDraft {
  /** Empty in the last tier. */
  readonly hours: string;
  readonly percent: string;
}

/** A set of rules as it was typed. No tiers: a day like any other. */
export interface RulesDraft {
  readonly perDay: string;
  readonly perWeek: string;
  readonly overtime: readonly TierDraft[];
  readonly saturday: readonly TierDraft[];
  readonly sunday: readonly TierDraft[];
  readonly publicHoliday: readonly TierDraft[];
  /** In percent, on top of the plain rate; empty for none. */
  readonly casual: string;
  readonly casualOvertime: string;
  readonly leave: string;
  /** In percent, where it is more than the guarantee. */
  readonly super: string;
  /** Where a part-timer's overtime begins. */
  readonly partTime: PartTimeOvertime;
}

export const partTimeWords = {
  week: 'Beyond the ordinary week',
  agreed: 'Beyond the hours agreed with them',
} as const;
export type PartTimeOvertime = keyof typeof partTimeWords;

/** Sets of rules by the first day that they count for. */
export interface PayRulesDraft {
  readonly sets: Readonly<Record<string, RulesDraft>>;
}

/** Kinds of days that have tiers, with their words. */
export const tierWords = {
  overtime: 'Overtime',
  saturday: 'Saturday',
  sunday: 'Sunday',
  publicHoliday: 'Public holiday',
} as const;
export type TierField = keyof typeof tierWords;

/** Loadings in percent, with their words. */
export const loadingWords = {
  casual: 'Casual loading',
  casualOvertime: 'Casual overtime loading',
  leave: 'Leave loading',
  super: 'Super',
} as const;
export type LoadingField = keyof typeof loadingWords;

const tierFields = Object.keys(tierWords) as TierField[];
const loadingFields = Object.keys(loadingWords) as LoadingField[];

/** What a tier begins with when a day gets rates of its own. */
export const FIRST_TIERS: readonly TierDraft[] = [{ hours: '', percent: '150' }];
export const TIERS_MAX = 5;

export const payRules: Section<PayRulesDraft> = {
  id: 'pay-rules',
  title: 'Pay rules',
  save: 'Save the pay rules',
  open: (settings) => ({ sets: Object.fromEntries(settings.payRules.map((rules) => [rules.from, rulesDraft(rules)])) }),
  errors: ({ sets }) =>
    anyOf(Object.fromEntries(Object.entries(sets).flatMap(([from, rules]) => Object.entries(wrongIn(from, rules))))),
  sent: ({ sets }) => ({ payRules: datesOf(sets).map((from) => rulesOf(from, sets[from] as RulesDraft)) }),
  lines: ({ sets }) =>
    Object.fromEntries(
      Object.entries(sets).flatMap(([from, rules]) =>
        Object.entries(rulesLines(rules)).map(([label, words]) => [`${label} from ${calendarDayInFull(from)}`, words]),
      ),
    ),
};

/** First days of the sets, the earliest first. */
export function datesOf(sets: PayRulesDraft['sets']): string[] {
  return Object.keys(sets).sort();
}

/** Why no set of rules can begin on this day; undefined when one can. */
export function whyNotFrom(sets: PayRulesDraft['sets'], from: string): string | undefined {
  if (from === '') return 'Choose the first day.';
  if (weekdayOf(from) !== 0) return 'Choose a Monday: rules count for whole weeks.';
  return sets[from] === undefined ? undefined : 'There are rules from this day already.';
}

/** A set in words, for people who only look. */
export function rulesLines(rules: RulesDraft): Readonly<Record<string, string>> {
  const loading = (field: LoadingField) =>
    rules[field].trim() === '' ? '' : `${rules[field].replace('%', '').trim()} %`;
  return {
    'Ordinary day': rules.perDay,
    'Ordinary week': rules.perWeek,
    ...Object.fromEntries(tierFields.map((field) => [tierWords[field], tiersWords(rules[field])])),
    ...Object.fromEntries(loadingFields.map((field) => [loadingWords[field], loading(field)])),
    'Part-timers’ overtime': partTimeWords[rules.partTime],
  };
}

export function rulesDraft(rules: PayRules): RulesDraft {
  const { casualLoadingBasisPoints, casualOvertimeLoadingBasisPoints, leaveLoadingBasisPoints, superBasisPoints } =
    rules;
  const loading = (basisPoints: number | undefined) => (basisPoints === undefined ? '' : percentText(basisPoints));
  return {
    perDay: hoursText(rules.ordinaryMinutesPerDay),
    perWeek: hoursText(rules.ordinaryMinutesPerWeek),
    overtime: tiersDraft(rules.overtime),
    saturday: tiersDraft(rules.saturday),
    sunday: tiersDraft(rules.sunday),
    publicHoliday: tiersDraft(rules.publicHoliday),
    casual: loading(casualLoadingBasisPoints),
    casualOvertime: loading(casualOvertimeLoadingBasisPoints),
    leave: loading(leaveLoadingBasisPoints),
    super: loading(superBasisPoints),
    partTime: rules.partTimeOvertimeBeyondAgreed ? 'agreed' : 'week',
  };
}

function tiersDraft(tiers: readonly PayTier[] = []): TierDraft[] {
  return tiers.map(({ minutes, basisPoints }) => ({
    hours: minutes === undefined ? '' : hoursText(minutes),
    percent: percentText(basisPoints),
  }));
}

/** "3:00 at 150 %, then 200 %" */
function tiersWords(tiers: readonly TierDraft[]): string {
  return tiers
    .map(({ hours, percent }, at) => {
      const rate = `${percent.replace('%', '').trim()} %`;
      if (at < tiers.length - 1) return `${hours} at ${rate}`;
      return at === 0 ? rate : `then ${rate}`;
    })
    .join(', ');
}

const DAY_MAX = 1_440;
const WEEK_MAX = 10_080;
const RATE_MIN = 10_000;
export const RATE_MAX = 50_000;

function wrongIn(from: string, rules: RulesDraft): Errors {
  const wrong = unreadable({
    perDay: readHours(rules.perDay, { max: DAY_MAX }),
    perWeek: readHours(rules.perWeek, { min: 60, max: WEEK_MAX }),
    ...Object.fromEntries(tierFields.map((field) => [field, tiersReading(rules[field])])),
    ...Object.fromEntries(loadingFields.map((field) => [field, loadingOf(rules[field])])),
  });
  return Object.fromEntries(Object.entries(wrong).map(([field, words]) => [`${from}.${field}`, words]));
}

/** The first that cannot be read, or none. */
function tiersReading(tiers: readonly TierDraft[]): Reading {
  const all = tiers.flatMap(({ hours, percent }, at) => [
    ...(at === tiers.length - 1 ? [] : [readHours(hours, { max: DAY_MAX })]),
    readPercent(percent, { min: RATE_MIN, max: RATE_MAX }),
  ]);
  return all.find(({ wrong }) => wrong !== undefined) ?? { figure: 0, showBack: false };
}

function rulesOf(from: string, rules: RulesDraft): PayRules {
  const [casual, casualOvertime, leave, superRate] = loadingFields.map((field) =>
    rules[field].trim() === '' ? undefined : loadingOf(rules[field]).figure,
  );
  return {
    from,
    ordinaryMinutesPerDay: readHours(rules.perDay).figure ?? 0,
    ordinaryMinutesPerWeek: readHours(rules.perWeek).figure ?? 0,
    overtime: tiersOf(rules.overtime),
    ...(rules.saturday.length > 0 && { saturday: tiersOf(rules.saturday) }),
    ...(rules.sunday.length > 0 && { sunday: tiersOf(rules.sunday) }),
    ...(rules.publicHoliday.length > 0 && { publicHoliday: tiersOf(rules.publicHoliday) }),
    ...(casual !== undefined && { casualLoadingBasisPoints: casual }),
    ...(casualOvertime !== undefined && { casualOvertimeLoadingBasisPoints: casualOvertime }),
    ...(rules.partTime === 'agreed' && { partTimeOvertimeBeyondAgreed: true as const }),
    ...(leave !== undefined && { leaveLoadingBasisPoints: leave }),
    ...(superRate !== undefined && { superBasisPoints: superRate }),
  };
}

function tiersOf(tiers: readonly TierDraft[]): PayTier[] {
  return tiers.map(({ hours, percent }, at) => {
    const rate = { basisPoints: readPercent(percent, { max: RATE_MAX }).figure ?? RATE_MIN };
    return at === tiers.length - 1 ? rate : { minutes: readHours(hours).figure ?? 0, ...rate };
  });
}

/** Nothing typed is no loading. */
export function loadingOf(typed: string): Reading {
  return readPercent(typed.trim() === '' ? '0' : typed);
}
