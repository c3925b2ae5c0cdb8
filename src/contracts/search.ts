import { folded, NOT_WORD, tight } from './folded.ts';

/**
 * The rows that have every word that was typed in one of their texts, the best first: the very text, such as a code, then
 * a text that begins with it, then words that begin with it. Rows that are as good keep their order.
 */
export function search<Row>(
  rows: readonly Row[],
  typed: string,
  textsOf: (row: Row) => readonly (string | undefined)[],
): readonly Row[] {
  const wish = wishOf(typed);
  if (wish.words.length === 0) return rows;
  const found = rows.flatMap((row) => {
    const texts = textsOf(row).flatMap((text) => (text === undefined ? [] : [foldedText(text)]));
    const rank = rankOf(texts, wish);
    return rank === undefined ? [] : [{ row, rank }];
  });
  return found.toSorted((a, b) => a.rank - b.rank).map(({ row }) => row);
}

/**
 * Whether a text has every word that was typed; undefined where none was. For texts that are looked at once, such as those
 * of the log: nothing is kept of them.
 */
export function finder(typed: string): ((text: string) => boolean) | undefined {
  const { words } = wishOf(typed);
  if (words.length === 0) return undefined;
  return (text) => {
    const whole = folded(text);
    const squeezed = whole.replace(NOT_WORD, '');
    // Most texts have not even the letters of it; only the others are taken apart.
    if (!words.every((word) => squeezed.includes(word))) return false;
    const apart = takenApart(whole);
    return words.every((word) => placeOf(apart, word) !== NOWHERE);
  };
}

interface Wish {
  readonly whole: string;
  readonly tight: string;
  readonly words: readonly string[];
}

function wishOf(typed: string): Wish {
  const whole = folded(typed);
  return { whole, tight: tight(typed), words: whole.split(' ').map(withoutMarks).filter(Boolean) };
}

function withoutMarks(word: string): string {
  return word.replace(NOT_WORD, '');
}

interface FoldedText {
  readonly whole: string;
  readonly tight: string;
  /** Where the words of the text begin in `tight`. */
  readonly starts: ReadonlySet<number>;
}

/** Texts are folded once, not at every letter that is typed. */
const known = new Map<string, FoldedText>();
const KNOWN_MAX = 20_000;

function foldedText(text: string): FoldedText {
  const before = known.get(text);
  if (before !== undefined) return before;
  const made = takenApart(folded(text));
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(text, made);
  return made;
}

function takenApart(whole: string): FoldedText {
  const words = whole.split(NOT_WORD).filter(Boolean);
  const starts = new Set<number>();
  let at = 0;
  for (const word of words) {
    starts.add(at);
    at += word.length;
  }
  return { whole, tight: words.join(''), starts };
}

function rankOf(texts: readonly FoldedText[], wish: Wish): number | undefined {
  if (texts.some(({ whole }) => whole === wish.whole)) return 0;
  if (texts.some((text) => text.tight === wish.tight)) return 1;
  if (texts.some((text) => text.tight.startsWith(wish.tight))) return 2;
  const places = wish.words.map((word) => Math.min(...texts.map((text) => placeOf(text, word))));
  const worst = Math.max(...places);
  return worst === NOWHERE ? undefined : 3 + worst;
}

const [AT_START, INSIDE, NOWHERE] = [0, 1, 2];

/**
 * A typed word may run over several words of the text only from where one of them begins: "120gsm" is in "Kraft 120
 * gsm", "t1" is not.
 */
function placeOf({ tight: text, starts }: FoldedText, word: string): number {
  let best = NOWHERE;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (starts.has(at)) return AT_START;
    let within = true;
    for (let next = at + 1; next < at + word.length; next += 1) within &&= !starts.has(next);
    if (within) best = INSIDE;
  }
  return best;
}
