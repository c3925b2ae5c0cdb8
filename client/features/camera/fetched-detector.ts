import { BarcodeDetector, type BarcodeFormat, prepareZXingModule } from 'barcode-detector/ponyfill';
// Served by us: no other server hears of what is scanned.
import url from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { Detector } from './detector.ts';

/** Has it on this device for when the connection is gone. The worker keeps it. */
export async function fetchReader(): Promise<void> {
  await (await fetch(url)).arrayBuffer();
}

/** Reads codes where the browser cannot. */
export function fetchedDetector(formats: BarcodeFormat[]): Detector {
  prepareZXingModule({ overrides: { locateFile: () => url } });
  return new BarcodeDetector({ formats });
}
