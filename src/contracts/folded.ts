// How texts are compared when people type them: for the search of lists and for codes that were scanned.

/** Letters that stand alone, and are written otherwise where a keyboard lacks them. */
const WRITTEN: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' },
  ...{ '×': 'x', '✕': 'x', '⨯': 'x' },
};

/** Without case, accents, quotes and what cannot be seen; one kind of dash; × as x. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}'’‘ʼ`´"“”„«»]/gu, '')
    .replace(/\p{Pd}|\u2212/gu, '-')
    .replace(/[ßæœøłđðþı×✕⨯]/g, (letter) => WRITTEN[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();
}

/** Letters and digits alone: "K120-980", "k120 980" and "K120980" are one. */
export function tight(text: string): string {
  return folded(text).replace(NOT_WORD, '');
}

export const NOT_WORD = /[^\p{L}\p{N}]+/gu;
