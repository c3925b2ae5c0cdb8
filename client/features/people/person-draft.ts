import type { CommandPayload } from '#contracts/commands.ts';
import type { EmployeeCard, EmployeePay, EmployeeRow, PayTerms } from '#contracts/employee.ts';
import { type EmploymentType, employmentWords } from '#contracts/employment.ts';
import { readHours } from '#contracts/figures.ts';
import { hoursText } from '#contracts/hours-text.ts';
import { sameContent } from '#contracts/plain.ts';
import type { Problem } from '#contracts/problems.ts';
import { datedOn } from '#contracts/terms.ts';
import { weekdayWords } from '#contracts/week.ts';
import { refusedFields } from '../../shared/field-errors.ts';
import { filled } from '../../shared/filled.ts';

type Weekday = (typeof weekdayWords)[number];

/** The card of somebody as it was typed. Empty means that there is none. */
export interface PersonDraft {
  readonly number: string;
  readonly name: string;
  readonly userId: string;
  readonly email: string;
  readonly phone: string;
  readonly department: string;
  readonly position: string;
  readonly startDate: string;
  /** The first day of the terms below, where they are changed. */
  readonly termsFrom: string;
  readonly employmentType: EmploymentType;
  /** Hours of a week: "38:00". */
  readonly weekly: string;
  /** Whether the days are those of the company's week, or agreed with this person. */
  readonly days: 'company' | 'own';
  readonly week: Readonly<Record<Weekday, string>>;
  readonly taxFreeThreshold: 'claimed' | 'not-claimed';
  readonly studyLoan: 'none' | 'has-one';
  /** What is changed elsewhere, and goes along with the card. */
  readonly kept: Pick<PayTerms, 'tfnProvided' | 'entitlements'>;
}

export type PersonField = Exclude<keyof PersonDraft, 'week' | 'kept'>;
export type PersonErrors = Partial<Record<PersonField | Weekday, string>>;

/** The card as the commands take it. */
type Card = Omit<CommandPayload<'RegisterEmployee'>, 'employeeId'>;

/** Somebody new, with the days of the company's week. */
export function emptyPerson(number: string, startDate: string, companyWeek: readonly number[]): PersonDraft {
  const weekly = companyWeek.reduce((sum, minutes) => sum + minutes, 0);
  return {
    ...{ number, name: '', userId: '', email: '', phone: '', department: '', position: '', startDate },
    termsFrom: startDate,
    ...{ employmentType: 'full-time', weekly: hoursText(weekly), days: 'company', week: weekOf(companyWeek) },
    ...{ taxFreeThreshold: 'claimed', studyLoan: 'none', kept: { tfnProvided: false } },
  };
}

/** The card as it stands, in fields that can be edited. */
export function personDraft(
  row: EmployeeRow,
  card: EmployeeCard,
  pay: Pick<EmployeePay, 'terms'>,
  companyWeek: readonly number[],
  today: string,
): PersonDraft {
  const { number, name, userId = '', department = '', position = '' } = row;
  const { email = '', phone = '', startDate } = card;
  // The newest terms, also when they are to come: an edit goes on from them.
  const { from = '', terms } = pay.terms.at(-1) ?? datedOn(pay.terms, today);
  const { employmentType, weeklyMinutes, weekdayMinutes, taxFreeThreshold, studyLoan } = terms;
  const { tfnProvided, entitlements } = terms;
  return {
    ...{ number, name, userId, email, phone, department, position, startDate, employmentType },
    termsFrom: from > today ? from : today,
    weekly: hoursText(weeklyMinutes),
    days: weekdayMinutes === undefined ? 'company' : 'own',
    week: weekOf(weekdayMinutes ?? companyWeek),
    taxFreeThreshold: taxFreeThreshold ? 'claimed' : 'not-claimed',
    studyLoan: studyLoan ? 'has-one' : 'none',
    kept: { tfnProvided, ...(entitlements && { entitlements }) },
  };
}

/** What is missing or cannot be read; undefined when the card can be sent. */
export function personErrors(draft: PersonDraft): PersonErrors | undefined {
  const own = draft.days === 'own' ? weekdayWords : [];
  const weekly = readHours(draft.weekly, { max: WEEK_MAX }).wrong;
  const errors: PersonErrors = {
    ...(draft.name.trim() === '' && { name: 'A name is needed.' }),
    ...(draft.number.trim() === '' && { number: 'A number is needed.' }),
    ...(draft.startDate === '' && { startDate: 'A first day is needed.' }),
    ...(draft.termsFrom === '' && { termsFrom: 'Say from which day the terms count.' }),
    ...(weekly !== undefined && { weekly }),
    ...Object.fromEntries(own.flatMap((day) => dayError(day, draft.week[day]))),
  };
  return Object.keys(errors).length === 0 ? undefined : errors;
}

/** What the server found wrong, at the field that it belongs to. */
export function refusedInCard(problem: Problem | undefined): PersonErrors {
  return refusedFields(problem, (path) => (path === 'terms.weeklyMinutes' ? 'weekly' : path));
}

/** Call it with a draft without errors only. */
export function cardOf(draft: PersonDraft): Card {
  return {
    number: draft.number.trim(),
    name: draft.name.trim(),
    ...filled('userId', draft.userId),
    ...filled('email', draft.email),
    ...filled('phone', draft.phone),
    ...filled('department', draft.department),
    ...filled('position', draft.position),
    startDate: draft.startDate,
    terms: {
      employmentType: draft.employmentType,
      weeklyMinutes: readHours(draft.weekly).figure ?? 0,
      ...(draft.days === 'own' && { weekdayMinutes: minutesOf(draft.week) }),
      taxFreeThreshold: draft.taxFreeThreshold === 'claimed',
      studyLoan: draft.studyLoan === 'has-one',
      ...draft.kept,
    },
  };
}

/** The card as an edit sends it: with terms only where they were changed, so that no others are written over. */
export function revisionOf(
  draft: PersonDraft,
  base: PersonDraft,
): Omit<CommandPayload<'ReviseEmployee'>, 'employeeId'> {
  const { terms, ...card } = cardOf(draft);
  return termsDiffer(draft, base) ? { ...card, terms, termsFrom: draft.termsFrom } : card;
}

export function termsDiffer(draft: PersonDraft, base: PersonDraft): boolean {
  return !sameContent({ ...cardOf(draft).terms }, { ...cardOf(base).terms });
}

/** Minutes of each weekday, Monday first. What cannot be read counts as none. */
export function minutesOf(week: PersonDraft['week']): number[] {
  return weekdayWords.map((day) => readHours(week[day]).figure ?? 0);
}

/** "EMP-08" after "EMP-07": the number after the highest that ends in figures. */
export function numberAfter(numbers: readonly string[]): string {
  const found = numbers.flatMap((number) => {
    const [, front = '', figures = ''] = /^(.*?)(\d{1,9})$/.exec(number) ?? [];
    return figures === '' ? [] : [{ front, figures }];
  });
  const [highest] = found.sort((a, b) => Number(b.figures) - Number(a.figures));
  if (highest === undefined) return '';
  return highest.front + String(Number(highest.figures) + 1).padStart(highest.figures.length, '0');
}

const WEEK_MAX = 10_080;
const DAY_MAX = 1_440;

function dayError(day: string, typed: string): [day: string, words: string][] {
  const { wrong } = readHours(typed, { max: DAY_MAX });
  return wrong === undefined ? [] : [[day, wrong]];
}

function weekOf(minutes: readonly number[]): PersonDraft['week'] {
  const hours = weekdayWords.map((day, at) => [day, hoursText(minutes[at] ?? 0)] as const);
  return Object.fromEntries(hours) as PersonDraft['week'];
}

/** Words for what is chosen, where it is not typed. */
export const choiceWords = {
  employmentType: employmentWords,
  days: { company: 'The company’s days', own: 'Days of their own' },
  taxFreeThreshold: { claimed: 'Claimed here', 'not-claimed': 'Not claimed here' },
  studyLoan: { none: 'None', 'has-one': 'Has one' },
} as const;
