import { assert, suite } from '../testing/suite.ts';
import { fileTypeOf } from './file-types.ts';

const text = (start: string) => new TextEncoder().encode(start);
const bytes = (...all: number[]) => Uint8Array.from(all);

suite('what a file is', (test) => {
  test('is told by its bytes', () => {
    assert.is(fileTypeOf(bytes(0xff, 0xd8, 0xff, 0xe1, 0, 16)), 'image/jpeg');
    assert.is(fileTypeOf(bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)), 'image/png');
    assert.is(fileTypeOf(text('RIFF\x10\0\0\0WEBPVP8 ')), 'image/webp');
    assert.is(fileTypeOf(text('%PDF-1.7\n')), 'application/pdf');
    assert.is(fileTypeOf(text('\0\0\0\x18ftypheic\0\0\0\0')), 'image/heic');
  });
  test('is nothing that is kept where it could run in a browser, or is something else', () => {
    for (const start of ['<svg xmlns=', '<?xml versi', '<!doctype html>', '<script>', 'GIF89a', 'PK\x03\x04', 'MZ', ''])
      assert.is(fileTypeOf(text(start)), undefined, start);
    assert.is(fileTypeOf(text('RIFF\x10\0\0\0WAVEfmt ')), undefined);
    assert.is(fileTypeOf(text('\0\0\0\x18ftypmp42')), undefined);
    assert.is(fileTypeOf(text('  %PDF-1.7')), undefined);
  });
});
