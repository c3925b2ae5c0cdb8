import { ChartFrame, Grid, roomFor } from './chart-frame.tsx';
import { everyLabel, linesFor } from './scale.ts';

/** How a part of a column looks. */
export type PartLook = 'plain' | 'strong' | 'open';

export interface ChartColumn {
  /** Below the column: "Nov". */
  readonly label: string;
  /** All that it says, in words. */
  readonly text: string;
  /** From the bottom up. Below 0 nothing is drawn; the words tell it. */
  readonly parts: readonly number[];
}

interface ColumnsProps {
  readonly label: string;
  readonly columns: readonly ChartColumn[];
  readonly looks: readonly PartLook[];
  /** A figure beside the lines. */
  readonly words: (figure: number) => string;
}

const HEIGHT = 232;
const TOP = 12;
const BOTTOM = 200;
const LABEL_ROOM = 52;
/** Half a label may stand over the end of the last column. */
const RIGHT = 8;

/** Columns side by side, of one or several parts each. */
export function Columns({ label, columns, looks, words }: ColumnsProps) {
  const tops = columns.map(({ parts }) => parts.reduce((sum, part) => sum + Math.max(0, part), 0));
  const lines = linesFor(Math.max(0, ...tops));
  const said = lines.map(words);
  const left = roomFor(said);
  const most = lines.at(-1) ?? 1;
  const y = (figure: number) => BOTTOM - ((BOTTOM - TOP) * figure) / most;
  const stepOf = (width: number) => (width - left - RIGHT) / Math.max(1, columns.length);
  return (
    <ChartFrame
      label={label}
      texts={columns.map(({ text }) => text)}
      height={HEIGHT}
      placeAt={(x, width) => Math.floor((x - left) / stepOf(width))}
    >
      {(width, place) => {
        const step = stepOf(width);
        const every = everyLabel(columns.length, width - left, LABEL_ROOM);
        return (
          <>
            <rect class="chart-here" x={left + place * step} y={0} width={step} height={HEIGHT} />
            <Grid lines={lines} words={said} left={left} right={width} y={y} />
            {columns.map(({ label: below, parts }, index) => (
              <g key={below + String(index)}>
                {stacked(parts).map(({ from, to }, part) => (
                  <rect
                    key={looks[part]}
                    class={`chart-${looks[part]}`}
                    x={left + (index + 0.18) * step}
                    y={y(to)}
                    width={step * 0.64}
                    height={y(from) - y(to)}
                  />
                ))}
                {(columns.length - 1 - index) % every === 0 && (
                  <text class="chart-word chart-middle" x={left + (index + 0.5) * step} y={HEIGHT - 8}>
                    {below}
                  </text>
                )}
              </g>
            ))}
          </>
        );
      }}
    </ChartFrame>
  );
}

function stacked(parts: readonly number[]): readonly { readonly from: number; readonly to: number }[] {
  let from = 0;
  return parts.map((part) => {
    const one = { from, to: from + Math.max(0, part) };
    from = one.to;
    return one;
  });
}

interface LegendProps {
  readonly parts: readonly { readonly look: PartLook; readonly word: string }[];
}

/** What the parts of the columns are. */
export function Legend({ parts }: LegendProps) {
  return (
    <ul class="chart-legend">
      {parts.map(({ look, word }) => (
        <li key={look}>
          <svg width="14" height="14" aria-hidden="true">
            <rect class={`chart-${look}`} x="1" y="1" width="12" height="12" />
          </svg>
          {word}
        </li>
      ))}
    </ul>
  );
}
