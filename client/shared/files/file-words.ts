import { fileKindWords } from '#contracts/file-types.ts';
import type { AttachedFile } from '#contracts/files.ts';

/** "482 kB", "1.2 MB" */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** What it is called; files of leave have no name. */
export function titleOf({ name, kind }: Pick<AttachedFile, 'name' | 'kind'>): string {
  return name ?? fileKindWords[kind];
}
