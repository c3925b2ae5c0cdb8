import { PASSWORD_MIN } from '../contracts/limits.ts';
import { isCommon } from './common-passwords.ts';
import { SignInRefused } from './errors.ts';

/** The person who is to have the password. What is known of them is guessed first. */
export interface Owner {
  readonly username: string;
  readonly name: string;
}

/**
 * The same password, however a keyboard put its characters together (NFKC, as NIST SP 800-63B says): an ä from a Mac
 * and one from Windows differ in bytes. This form is hashed, so a ligature and its letters open the same.
 */
export function normalised(password: string): string {
  return password.normalize('NFKC');
}

/**
 * Why a new password is not good enough, in a sentence for the person; undefined when it is good. Only length is asked
 * for, and that it is not among the first guesses: rules about figures and capitals make people choose worse.
 */
export async function weaknessOf(password: string, owner: Owner): Promise<string | undefined> {
  const text = normalised(password).toLowerCase();
  const length = [...text].length;
  if (length < PASSWORD_MIN) return `A password has at least ${PASSWORD_MIN} characters. This one has ${length}.`;
  const words = wordsIn(text);
  const own = ownWords(owner);
  if (isMadeOf(words, own)) return 'This password is made of your own name. Others would try that first.';
  if (isMadeOf(words, [...own, ...obviousWords]) || isRepeated(text) || isRun(text)) return COMMON;
  // "sunshine2026!" as well: a word of the list with a few characters around it.
  const common = words.filter((word) => length - word.length <= ADDED_MAX);
  const found = await Promise.all([text, unmasked(text), ...common].map(isCommon));
  return found.includes(true) ? COMMON : undefined;
}

/** @throws SignInRefused with that sentence. */
export async function requireGoodPassword(password: string, owner: Owner): Promise<void> {
  const weakness = await weaknessOf(password, owner);
  if (weakness !== undefined) throw new SignInRefused('weak-password', weakness);
}

const COMMON =
  'This password is one of those that are tried first. Three or four words that have nothing to do with each other are better.';

/** Characters around a common word that add nothing: a year and a mark. */
const ADDED_MAX = 5;

/** The first guesses at a company that runs Misty, and the demo company's password, which anybody can read. */
const obviousWords = [
  ...['misty', 'mistymanufacturing', 'manufacturing', 'password', 'passwort', 'passphrase', 'secret', 'welcome'],
  ...['letmein', 'login', 'signin', 'changeme', 'admin', 'administrator', 'manager', 'office', 'company', 'factory'],
  ...['kraft', 'paper', 'papercore', 'papercores', 'label', 'labels', 'sydney', 'australia', 'kraftandglue'],
];

/** The user name, its parts, and the names of the person, but no part of one or two letters. */
function ownWords({ username, name }: Owner): readonly string[] {
  const own = normalised(`${username} ${name}`).toLowerCase();
  const parts = [username, name, ...own.split(/[^\p{L}\p{N}]+/u)];
  return parts.flatMap((part) => wordsIn(normalised(part).toLowerCase())).filter((word) => word.length > 2);
}

/** Whether it is made of these words alone, in any order and repeated: "passwordpassword", "mistyadmin". */
function isMadeOf(words: readonly string[], of: readonly string[]): boolean {
  if (of.length === 0) return false;
  const longestFirst = of.toSorted((a, b) => b.length - a.length);
  // The words are letters only.
  const any = new RegExp(longestFirst.join('|'), 'g');
  return words.some((word) => word !== '' && word.replace(any, '') === '');
}

/** The word that its letters make, and the one it makes when figures and marks stand for letters. */
function wordsIn(text: string): readonly string[] {
  const bare = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return [bare, unmasked(bare)].map((word) => word.replace(/[^\p{L}]+/gu, ''));
}

/** "p4$$w0rd" is "password". */
function unmasked(text: string): string {
  return text.replace(/[@4301!$57]/g, (mark) => letterOf[mark] ?? mark);
}
const letterOf: Readonly<Record<string, string>> = {
  ...{ '@': 'a', '4': 'a', '3': 'e', '0': 'o', '1': 'i', '!': 'i', $: 's', '5': 's', '7': 't' },
};

/** One to four characters repeated: "aaaaaaaa", "abababab", "12341234". */
function isRepeated(text: string): boolean {
  const characters = [...text];
  return [1, 2, 3, 4].some((step) => characters.every((one, at) => at < step || one === characters[at - step]));
}

/** The rows of a keyboard. */
const ROWS = [
  '`1234567890-=',
  'qwertyuiop[]',
  'asdfghjkl;',
  'zxcvbnm,./',
  'qwertzuiopü',
  'azertyuiop',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
];
const RUN_MIN = 3;

/**
 * Neighbours of the alphabet or of a keyboard, in at most three runs: "12345678", "hgfedcba", "qwertyuiop", "abcd4321".
 */
function isRun(text: string): boolean {
  const characters = [...text];
  let runs = 1;
  let start = 0;
  for (let at = 1; at < characters.length; at += 1) {
    const run = characters.slice(start, at + 1).join('');
    if (isOneRun(run)) continue;
    if (at - start < RUN_MIN) return false;
    start = at;
    runs += 1;
  }
  return runs <= RUNS_MAX;
}
const RUNS_MAX = 3;

function isOneRun(run: string): boolean {
  const back = [...run].reverse().join('');
  return ALPHABET.some((row) => row.includes(run) || row.includes(back));
}
const ALPHABET = ['abcdefghijklmnopqrstuvwxyz', '01234567890', ...ROWS];
