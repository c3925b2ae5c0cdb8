import type { Page } from 'playwright-core';

/** Stands in the photo below where a camera writes down the place. */
export const PLACE = 'GPS 33.7507S 150.6942E';

/** A photo as a phone takes it: lying on its side, with a note that says so, and with the place where it was taken. */
export async function sidewaysPhoto(page: Page, [width, height]: readonly [number, number]): Promise<Buffer> {
  const drawn = await page.evaluate(
    async ([wide, high]) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [wide, high];
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('Nothing can be drawn here.');
      context.fillStyle = '#a06c34';
      context.fillRect(0, 0, wide, high);
      context.fillStyle = '#fffdf9';
      context.fillRect(0, 0, wide / 4, high);
      const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg'));
      return [...new Uint8Array((await made?.arrayBuffer()) ?? [])];
    },
    [width, height] as const,
  );
  // Orientation 6: its top is at the right.
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex');
  const exif = Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from(PLACE)]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  const jpeg = Buffer.from(drawn);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, jpeg.subarray(2)]);
}
