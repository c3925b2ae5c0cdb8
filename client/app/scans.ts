import { signal } from '@preact/signals';

/** What is said of a scan that led nowhere. */
export const scanNotice = signal<string | undefined>(undefined);

/** Takes a scan where it stands, such as in a count. False where the scan is not meant for it. */
type Taker = (text: string) => boolean;
const takers: Taker[] = [];

/** The newest is asked first. Answers how to end it. */
export function takeScans(taker: Taker): () => void {
  takers.push(taker);
  return () => {
    takers.splice(takers.indexOf(taker), 1);
  };
}

/** A code that was read, by a scanner or by a camera, and stands in no field. */
export function scanned(text: string): void {
  scanNotice.value = undefined;
  takers.findLast((taker) => taker(text.trim()));
}
