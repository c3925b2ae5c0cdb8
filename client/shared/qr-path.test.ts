import { encode } from 'uqr';
import { assert, suite } from '../../src/testing/suite.ts';
import { qrPath } from './qr-path.ts';

suite('QR code', (test) => {
  test('is drawn with every dark module, no light one, and its margin', () => {
    const text = 'https://misty.example/stock/kraft-120';
    const { path, size } = qrPath(text);
    const dark = new Set<string>();
    for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
      for (let at = 0; at < Number(width); at += 1) dark.add(`${Number(x) + at} ${y}`);
    }
    const { data } = encode(text, { border: 4, ecc: 'M' });
    const wanted = data.flatMap((row, y) => row.flatMap((is, x) => (is ? [`${x} ${y}`] : [])));
    assert.equal([...dark].sort(), wanted.sort());
    assert.is(size, data.length);
    assert.ok(![...dark].some((place) => place.split(' ').some((at) => Number(at) < 4 || Number(at) >= size - 4)));
  });
});
