import {
  FILE_BYTES_MAX,
  type FileType,
  fileTypeOf,
  notKept,
  PREVIEW_BYTES_MAX,
  SNIFFED_BYTES,
  tooLargeToKeep,
} from '#contracts/file-types.ts';
import { hex } from '../../sync/hex.ts';
import type { Bytes } from '../../sync/outbox/entry.ts';

/** What is sent of a file that somebody has picked. */
export interface Prepared {
  readonly bytes: Bytes;
  readonly described: Described;
  /** As the device calls it, without its ending. */
  readonly name: string;
  /** To be looked at before it is sent; of a PDF there is none. */
  readonly picture: Blob | undefined;
}

interface Described {
  readonly type: FileType;
  readonly bytes: number;
  readonly sha256: string;
  readonly preview?: { readonly bytes: number; readonly sha256: string };
}

/** Sharp enough to read a delivery note by, and a twentieth of what a camera makes. */
const SIDE_MAX = 2_560;
const PREVIEW_SIDE = 320;
/** More than any tablet can open as a picture. */
const PICKED_BYTES_MAX = 100 * 1024 * 1024;
const NAME_MAX = 120;

/**
 * Makes of a picked file what is sent: a picture upright and smaller, without where and with what it was taken, and a small
 * one beside it. Or says why it cannot be attached. Never throws.
 */
export async function prepare(picked: File): Promise<Prepared | string> {
  if (crypto.subtle === undefined) return 'Files need HTTPS: open Misty at its address that begins with https://.';
  try {
    if (picked.size > PICKED_BYTES_MAX) return 'This file is too large for this device. Choose a smaller one.';
    const type = fileTypeOf(new Uint8Array(await picked.slice(0, SNIFFED_BYTES).arrayBuffer()));
    if (type === undefined) return picked.size === 0 ? 'This file is empty. Choose another one.' : notKept;
    if (type !== 'application/pdf') return await preparePicture(picked, type);
    if (picked.size > FILE_BYTES_MAX) return tooLargeToKeep;
    const file = await picked.arrayBuffer();
    const described = { type, bytes: file.byteLength, sha256: await sha256Of(file) };
    return { bytes: { file }, described, name: nameOf(picked), picture: undefined };
  } catch {
    return 'This file could not be read on this device. It may lie in a cloud: open it there once, and choose it again.';
  }
}

async function preparePicture(picked: File, type: FileType | 'image/heic'): Promise<Prepared | string> {
  const bitmap = await createImageBitmap(picked, { imageOrientation: 'from-image' }).catch(() => undefined);
  if (bitmap === undefined) {
    return type === 'image/heic'
      ? 'This photo is of a kind (HEIC) that this browser cannot read. Attach it from the iPhone or iPad itself, or save it as JPEG first.'
      : 'This picture cannot be read: it is damaged, or too large for this device. Take it again, or choose a smaller one.';
  }
  try {
    const whole = await drawn(bitmap, SIDE_MAX, 0.85);
    const small = await drawn(bitmap, PREVIEW_SIDE, 0.75);
    if (whole === undefined) return 'This picture is too large for this device. Take it again with fewer megapixels.';
    if (whole.size > FILE_BYTES_MAX) return tooLargeToKeep;
    const file = await whole.arrayBuffer();
    const preview = small === undefined || small.size > PREVIEW_BYTES_MAX ? undefined : await small.arrayBuffer();
    return {
      bytes: { file, preview },
      described: {
        ...{ type: 'image/jpeg', bytes: file.byteLength, sha256: await sha256Of(file) },
        ...(preview && { preview: { bytes: preview.byteLength, sha256: await sha256Of(preview) } }),
      },
      name: nameOf(picked),
      picture: whole,
    };
  } finally {
    bitmap.close();
  }
}

/** Undefined where the device has no room for it. */
async function drawn(bitmap: ImageBitmap, sideMax: number, quality: number): Promise<Blob | undefined> {
  const scale = Math.min(1, sideMax / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  // What was see-through is white, as on paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  // Safari gives the memory of a canvas back only when it has no size any more.
  canvas.width = 0;
  return made ?? undefined;
}

async function sha256Of(bytes: ArrayBuffer): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', bytes));
}

function nameOf({ name }: File): string {
  const plain = name
    .replace(/\.\w{1,5}$/, '')
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, ' ')
    .trim();
  return [...plain].slice(0, NAME_MAX).join('');
}
