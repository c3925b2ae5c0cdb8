import { csvText } from './csv.ts';
import { installWay } from './install.ts';

/**
 * Gives a file to the person: an installed app has no place for downloads, so there it goes through the share sheet;
 * in a browser it is a download.
 */
export async function handOver(file: File): Promise<void> {
  if (installWay() === 'installed' && navigator.canShare?.({ files: [file] })) {
    // Closing the share sheet is an answer too.
    await navigator.share({ files: [file] }).catch(() => undefined);
    return;
  }
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Gives a table to the person as a CSV file, "clients.csv". */
export function handOverCsv(name: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  void handOver(new File([csvText(head, rows)], name, { type: 'text/csv' }));
}
