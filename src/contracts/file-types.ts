// The browser sniffs and bounds by the same rules as the server, and loads no schemas for it.

/** What is kept: by its bytes, whatever its name says. */
export const fileTypes = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;
export type FileType = (typeof fileTypes)[number];

export const fileEndings: Record<FileType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

export const fileKinds = ['photo', 'purchase-order', 'certificate', 'other'] as const;
export type FileKind = (typeof fileKinds)[number];

export const fileKindWords: Record<FileKind, string> = {
  photo: 'Photo',
  'purchase-order': 'Purchase order',
  certificate: 'Certificate',
  other: 'Other paper',
};

/** A photo is far smaller once the device has resized it; this bounds a scanned PDF. */
export const FILE_BYTES_MAX = 10 * 1024 * 1024;
export const PREVIEW_BYTES_MAX = 100 * 1024;
/** Files of one record: those that stand, and all that ever stood. */
export const FILES_MAX = 50;
export const FILES_EVER_MAX = 200;

/** So many bytes tell what a file is. */
export const SNIFFED_BYTES = 16;

export const notKept =
  'This is neither a photo (JPEG, PNG, WebP) nor a PDF, whatever its name says. Choose another file.';
export const tooLargeToKeep = `This file is larger than ${FILE_BYTES_MAX / 2 ** 20} MB. Make it smaller, or scan it in grey, and attach it again.`;

/** What a file is by its first bytes; undefined for what is not kept. Photos of iPhones are named, to be said in words. */
export function fileTypeOf(start: Uint8Array): FileType | 'image/heic' | undefined {
  const text = String.fromCharCode(...start.subarray(0, SNIFFED_BYTES));
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'image/webp';
  if (text.startsWith('%PDF-')) return 'application/pdf';
  if (text.startsWith('ftyp', 4) && /^(hei[cxms]|hevc|mif1|msf1|avif)$/.test(text.slice(8, 12))) return 'image/heic';
  return undefined;
}

export function isImage(type: FileType): boolean {
  return type !== 'application/pdf';
}
