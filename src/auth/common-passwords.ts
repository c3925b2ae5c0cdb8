/** Whether a word is among the 50,000 passwords that people choose most. Capitals make no difference. */
export async function isCommon(word: string): Promise<boolean> {
  known ??= load();
  return (await known).has(word);
}

let known: Promise<ReadonlySet<string>> | undefined;

/** Of the lists that leaks have made known, as zxcvbn keeps them. Read when a password is first set: it takes a moment. */
async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].map((word) => String(word).toLowerCase()));
}
