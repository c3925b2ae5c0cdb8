import { roomFor } from './chart-frame.tsx';
import { useWidth } from './use-width.ts';

export interface Bar {
  readonly label: string;
  readonly figure: number;
  /** The figure in words, at the end of the bar. */
  readonly word: string;
  /** What is wrong with some of it, after the figure: "1 late". */
  readonly alarm?: string | undefined;
}

const ROW = 36;
/** Where there is no room beside one another, what a bar says stands above it. */
const TALL_ROW = 52;
const NARROW = 420;

/** Bars below one another, each with its word and its figure. All of it is told in words as well. */
export function Bars({ label, bars }: { readonly label: string; readonly bars: readonly Bar[] }) {
  const [ref, width] = useWidth();
  const narrow = width < NARROW;
  const row = narrow ? TALL_ROW : ROW;
  const left = narrow ? 0 : roomFor(bars.map((bar) => bar.label));
  const room = narrow ? 0 : roomFor(bars.map(({ word, alarm }) => `${word} ${alarm ?? ''}`)) + 16;
  const most = Math.max(1, ...bars.map(({ figure }) => figure));
  const long = (figure: number) => (Math.max(0, width - left - room) * figure) / most;
  const told = bars.map((bar) => `${bar.label} ${bar.word}${bar.alarm === undefined ? '' : `, ${bar.alarm}`}`);
  const height = row * bars.length;
  return (
    <div ref={ref} class="chart-drawing" role="img" aria-label={`${label}: ${told.join('; ')}`}>
      {width > 0 && (
        <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
          {bars.map(({ label: word, figure, word: said, alarm }, index) => (
            <g key={word} transform={`translate(0 ${index * row})`}>
              <text class="chart-word" x="0" y={narrow ? 18 : 23}>
                {word}
              </text>
              <rect class="chart-plain" x={left} y={narrow ? 25 : 5} width={long(figure)} height={narrow ? 16 : 26} />
              <text
                class={narrow ? 'chart-figure chart-end' : 'chart-figure'}
                x={narrow ? width : left + long(figure) + 8}
                y={narrow ? 18 : 23}
              >
                {said}
                {alarm !== undefined && <tspan class="chart-alarm">{`  ⚠ ${alarm}`}</tspan>}
              </text>
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}
