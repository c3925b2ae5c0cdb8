import type { Problem } from '#contracts/problems.ts';

/** What the server found wrong, at the field that it belongs to. `fieldOf` names the field of a path. */
export function refusedFields(
  problem: Problem | undefined,
  fieldOf: (path: string) => string = (path) => path,
): Readonly<Record<string, string>> {
  const wrong = (problem?.errors ?? []).map(({ path, message }) => [fieldOf(path), `It ${message}.`] as const);
  return Object.fromEntries(wrong);
}
