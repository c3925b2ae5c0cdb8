import { writeFile } from 'node:fs/promises';

export interface Line {
  readonly name: string;
  /** In order of x. Both are above 0: each step of the scales is ten times the one before. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

const [width, height, left, bottom] = [720, 420, 70, 60];
const dashes = ['', '8 4', '2 4', '12 4 2 4', '4 4'];

/** Writes lines over a log-log grid as an SVG that reads in black and white. */
export async function writePlot(file: string, lines: readonly Line[]): Promise<void> {
  const xs = lines.flatMap(({ points }) => points.map(([x]) => x));
  const ys = lines.flatMap(({ points }) => points.map(([, y]) => y));
  const [x, y] = [scaleOf(xs, left, width - 230), scaleOf(ys, height - bottom, 20)];
  const text = (at: readonly [number, number], words: string, anchor = 'middle') =>
    `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" text-anchor="${anchor}">${words}</text>`;
  const grid = [
    ...x.steps.map((step) => `<path d="M${x.at(step)} 20V${height - bottom}"/>`),
    ...y.steps.map((step) => `<path d="M${left} ${y.at(step)}H${width - 230}"/>`),
  ];
  const words = [
    ...x.steps.map((step) => text([x.at(step), height - bottom + 20], step.toLocaleString('en-AU'))),
    ...y.steps.map((step) => text([left - 8, y.at(step) + 4], step.toLocaleString('en-AU'), 'end')),
    text([(left + width - 230) / 2, height - 14], 'events in the log'),
  ];
  const drawn = lines.map(({ name, points }, index) => {
    const path = points.map(([px, py]) => `${x.at(px).toFixed(1)},${y.at(py).toFixed(1)}`).join(' ');
    const [lastX, lastY] = points.at(-1) ?? [1, 1];
    return `<polyline points="${path}" stroke-dasharray="${dashes[index % dashes.length]}"/>${text([x.at(lastX) + 8, y.at(lastY) + 4], name, 'start')}`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="#fff"/>
<g stroke="#ccc" fill="none">${grid.join('')}</g>
<g>${words.join('')}</g>
<g fill="none" stroke="#000" stroke-width="1.5">${drawn.join('').replaceAll('<text', '<text fill="#000" stroke="none"')}</g>
</svg>
`;
  await writeFile(file, svg);
}

/** Powers of ten around these values, and where a value lies between two edges. */
function scaleOf(values: readonly number[], from: number, to: number) {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    steps: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)),
    at: (value: number) => from + ((Math.log10(value) - low) / (high - low)) * (to - from),
  };
}
