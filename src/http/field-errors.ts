import type { $ZodIssue } from 'zod/v4/core';

/** What is wrong with one field. Paths look like lines.2.quantity; a header goes by its name. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** At most so many fields are named in one answer. */
const FIELDS_MAX = 20;
/** Names of unknown fields come from the sender and go back to the sender. */
const NAME_LENGTH_MAX = 80;

/**
 * Zod's issues as a person can use them: one message for each field, in words. Issues need their input (`reportInput`)
 * to tell a missing field from a wrong one. The input never gets into a message.
 */
export function fieldErrors(issues: readonly $ZodIssue[]): readonly FieldError[] {
  const found = new Map<string, FieldError>();
  for (const error of issues.flatMap((issue) => inWords(issue, []))) {
    if (!found.has(error.path)) found.set(error.path, error);
  }
  return [...found.values()].slice(0, FIELDS_MAX);
}

/** The path up to the first part that is not known here, because that part is the sender's own text. */
export function fieldForLog({ path, message }: FieldError): string {
  return message === UNKNOWN ? '(unknown)' : path;
}

const UNKNOWN = 'is not a field that is known here';

function inWords(issue: $ZodIssue, above: readonly PropertyKey[]): FieldError[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: pathText([...path, key]), message: UNKNOWN }));
  }
  if (issue.code === 'invalid_union') return closestBranch(issue.errors, path) ?? [plain(issue, path)];
  return [plain(issue, path)];
}

/**
 * When a field may have one of several shapes, the best fit says what is missing. When none fits, the whole is named.
 */
function closestBranch(branches: readonly $ZodIssue[][], path: readonly PropertyKey[]): FieldError[] | undefined {
  const entered = branches.filter((branch) => branch.length > 0 && branch.every((issue) => issue.path.length > 0));
  const closest = entered.sort((a, b) => a.length - b.length)[0];
  return closest?.flatMap((issue) => inWords(issue, path));
}

function plain(issue: $ZodIssue, path: readonly PropertyKey[]): FieldError {
  return { path: pathText(path), message: isMissing(issue) ? 'is missing' : words(issue) };
}

function isMissing(issue: $ZodIssue): boolean {
  return (issue.code === 'invalid_type' || issue.code === 'invalid_value') && issue.input === undefined;
}

/** The schema's own words where it has some. Zod's words begin with a capital letter, ours with "must". */
function words(issue: $ZodIssue): string {
  if (!/^[A-Z]/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${typeWords[issue.expected] ?? issue.expected}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${unitWords[issue.origin] ?? ''}`;
    case 'too_small':
      return `must be at least ${issue.minimum}${unitWords[issue.origin] ?? ''}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return `must be ${formatWords[issue.format] ?? issue.format}`;
    default:
      return 'is not valid';
  }
}

const typeWords: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};
const unitWords: Record<string, string> = { string: ' characters', array: ' entries' };
const formatWords: Record<string, string> = {
  email: 'an e-mail address',
  uuid: 'a UUID',
  datetime: 'a time such as 2026-11-23T10:42:00Z',
  date: 'a date such as 2026-11-23',
};

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'body';
  return path.map((part) => String(part).slice(0, NAME_LENGTH_MAX)).join('.');
}
