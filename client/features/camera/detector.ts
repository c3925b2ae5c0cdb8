// What reads codes out of a picture: the browser's own, where it has one.

/** Codes on labels of ours, and on what suppliers deliver. */
const formats = ['qr_code', 'code_128', 'code_39', 'ean_13', 'data_matrix'] as const;

export interface Detector {
  detect(image: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}

interface DetectorClass {
  new (options: { formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** The browser's own, or else one that is fetched: half a megabyte. */
export async function codeDetector(): Promise<Detector> {
  const own = await ownDetector();
  if (own !== undefined) return own;
  const { fetchedDetector } = await import('./fetched-detector.ts');
  return fetchedDetector([...formats]);
}

/** What a browser tells of its line, where it tells it. */
interface Line {
  readonly saveData?: boolean;
  readonly type?: string;
}

/** Fetches it ahead where it will be needed, so that one can scan without a connection; not over a line that costs. */
export async function fetchDetector(): Promise<void> {
  const { connection } = navigator as { readonly connection?: Line };
  if (connection?.saveData === true || connection?.type === 'cellular') return;
  // Without the worker nothing would keep it.
  if (navigator.mediaDevices === undefined || navigator.serviceWorker?.controller == null) return;
  if ((await ownDetector()) !== undefined) return;
  await (await import('./fetched-detector.ts')).fetchReader();
}

async function ownDetector(): Promise<Detector | undefined> {
  const Own = (globalThis as { readonly BarcodeDetector?: DetectorClass }).BarcodeDetector;
  const known = (await Own?.getSupportedFormats().catch(() => [])) ?? [];
  if (Own === undefined || !known.includes('qr_code')) return undefined;
  return new Own({ formats: formats.filter((one) => known.includes(one)) });
}
