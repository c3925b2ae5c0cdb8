/** Whether a word is among the 50,000 passwords that people choose most. Capitals make no difference. */
export async function isCommon(word: string): Promise<boolean> {
  known ??= load();
  return (await known).has(word);
}

let known: Promise<ReadonlySet<string>> | undefined;

/**
 * From lists of leaked passwords that zxcvbn keeps. Loading takes a moment, so it waits until a password is first set.
 */
async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].map((word) => String(word).toLowerCase()));
}
