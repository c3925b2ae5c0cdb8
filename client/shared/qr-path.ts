import { encode } from 'uqr';

/** Light modules around the code, as its standard wants them. */
const MARGIN = 4;

export interface QrDrawing {
  /** Side of the square, in modules. */
  readonly size: number;
  /** The dark modules, as the path of an SVG. */
  readonly path: string;
}

/** A QR code of a text. A tenth of it may be dirty and it is still read. */
export function qrPath(text: string): QrDrawing {
  const { data, size } = encode(text, { border: MARGIN, ecc: 'M' });
  const runs = data.flatMap((row, y) =>
    runsOf(row).map(({ from, to }) => `M${from} ${y}h${to - from}v1h${from - to}z`),
  );
  return { size, path: runs.join('') };
}

/** Dark modules beside each other, so that no gap shows between them. */
function runsOf(row: readonly boolean[]): readonly { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const [x, dark] of row.entries()) {
    const last = runs.at(-1);
    if (!dark) continue;
    if (last?.to === x) last.to = x + 1;
    else runs.push({ from: x, to: x + 1 });
  }
  return runs;
}
