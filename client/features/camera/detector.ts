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

/** The browser's own, or else one that is fetched: half a megabyte, when somebody first scans. */
export async function codeDetector(): Promise<Detector> {
  const Own = (globalThis as { readonly BarcodeDetector?: DetectorClass }).BarcodeDetector;
  const known = (await Own?.getSupportedFormats().catch(() => [])) ?? [];
  if (Own !== undefined && known.includes('qr_code')) {
    return new Own({ formats: formats.filter((one) => known.includes(one)) });
  }
  const { fetchedDetector } = await import('./fetched-detector.ts');
  return fetchedDetector([...formats]);
}
