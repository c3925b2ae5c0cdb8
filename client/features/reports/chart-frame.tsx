import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useWidth } from './use-width.ts';

interface ChartFrameProps {
  /** What it shows: "Hours by week". */
  readonly label: string;
  /** Each place of the chart in words, from left to right. */
  readonly texts: readonly string[];
  readonly height: number;
  /** Which place is meant by a point so far from the left. */
  readonly placeAt: (x: number, width: number) => number;
  /** The drawing, for this width and with this place marked. */
  readonly children: (width: number, place: number) => ComponentChildren;
}

/**
 * A chart of which one place at a time is told in words: the last at first, then the one that is tapped, or that the
 * arrow keys go to.
 */
export function ChartFrame({ label, texts, height, placeAt, children }: ChartFrameProps) {
  const [chosen, setChosen] = useState<number>();
  const [ref, width] = useWidth();
  const last = texts.length - 1;
  const place = Math.min(chosen ?? last, last);
  const choose = (to: number) => setChosen(Math.max(0, Math.min(last, to)));
  const onKeyDown = (event: KeyboardEvent) => {
    const [back, on] = [place - 1, place + 1];
    const to = { ArrowLeft: back, ArrowDown: back, ArrowRight: on, ArrowUp: on, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(to);
  };
  return (
    <div class="chart">
      <div
        ref={ref}
        class="chart-drawing"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={texts.length}
        aria-valuenow={place + 1}
        aria-valuetext={texts[place]}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          const { left } = event.currentTarget.getBoundingClientRect();
          choose(placeAt(event.clientX - left, width));
        }}
      >
        {width > 0 && (
          <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
            {children(width, place)}
          </svg>
        )}
      </div>
      <p class="chart-text">{texts[place]}</p>
    </div>
  );
}

interface GridProps {
  readonly lines: readonly number[];
  /** The figures of the lines in words. */
  readonly words: readonly string[];
  readonly left: number;
  readonly right: number;
  readonly y: (figure: number) => number;
}

/** The lines across a chart with their figures. */
export function Grid({ lines, words, left, right, y }: GridProps) {
  return (
    <>
      {lines.map((line, index) => (
        <g key={line}>
          <line class="chart-line" x1={left} x2={right} y1={y(line)} y2={y(line)} />
          <text class="chart-word chart-end" x={left - 8} y={y(line) + 5}>
            {words[index]}
          </text>
        </g>
      ))}
    </>
  );
}

/** Room that these words need beside the chart. */
export function roomFor(words: readonly string[]): number {
  return 14 + 8.5 * Math.max(...words.map((word) => word.length));
}
