import { addDays, daysBetween } from '#contracts/week.ts';
import { ChartFrame, Grid, roomFor } from './chart-frame.tsx';
import { everyLabel, linesFor } from './scale.ts';

export interface Step {
  /** YYYY-MM-DD: from this day on. */
  readonly date: string;
  readonly figure: number;
  /** The line that it should stay above. */
  readonly limit: number;
  readonly text: string;
}

interface StepsProps {
  readonly label: string;
  readonly steps: readonly Step[];
  readonly from: string;
  readonly until: string;
  readonly words: (figure: number) => string;
  /** Beside the line of the limit: "Reorder at 20". */
  readonly limitWord?: string | undefined;
  /** A month below the chart, from its first date. */
  readonly monthWord: (date: string) => string;
}

const HEIGHT = 272;
const TOP = 16;
const BOTTOM = 236;
const MONTH_ROOM = 48;

/** A figure that stays until it changes, over days. */
export function Steps({ label, steps, from, until, words, limitWord, monthWord }: StepsProps) {
  const lines = linesFor(Math.max(0, ...steps.flatMap(({ figure, limit }) => [figure, limit])));
  const said = lines.map(words);
  const left = roomFor(said);
  const most = lines.at(-1) ?? 1;
  const y = (figure: number) => BOTTOM - ((BOTTOM - TOP) * figure) / most;
  const days = Math.max(1, daysBetween(from, until));
  const xOf = (width: number) => (date: string) => left + ((width - left - 10) * daysBetween(from, date)) / days;
  return (
    <ChartFrame
      label={label}
      texts={steps.map(({ text }) => text)}
      height={HEIGHT}
      placeAt={(at, width) => steps.findLastIndex(({ date }) => xOf(width)(date) <= at)}
    >
      {(width, place) => {
        const x = xOf(width);
        const at = steps[place];
        const months = monthsFrom(from, until);
        const every = everyLabel(months.length, width - left, MONTH_ROOM);
        const line = pathOf(steps, until, x, (step) => y(step.figure));
        const [first] = steps;
        return (
          <>
            <path class="chart-area" d={`${line}V${BOTTOM}H${x(first?.date ?? from)}Z`} />
            <Grid lines={lines} words={said} left={left} right={width} y={y} />
            {months.map((date, index) =>
              index % every === 0 && x(date) < width - MONTH_ROOM / 2 ? (
                <text key={date} class="chart-word" x={x(date)} y={HEIGHT - 10}>
                  {monthWord(date)}
                </text>
              ) : null,
            )}
            <path class="chart-step" d={line} />
            {limitWord !== undefined && (
              <>
                <path class="chart-limit" d={pathOf(steps, until, x, (step) => y(step.limit))} />
                <text class="chart-figure" x={left + 6} y={y(first?.limit ?? 0) - 7}>
                  {limitWord}
                </text>
              </>
            )}
            {at !== undefined && <circle class="chart-dot" cx={x(at.date)} cy={y(at.figure)} r="6" />}
          </>
        );
      }}
    </ChartFrame>
  );
}

function pathOf(steps: readonly Step[], until: string, x: (date: string) => number, y: (step: Step) => number): string {
  const parts = steps.map((step, index) =>
    index === 0 ? `M${x(step.date)} ${y(step)}` : `H${x(step.date)}V${y(step)}`,
  );
  return `${parts.join('')}H${x(until)}`;
}

/** The first days of the months that begin in this time. */
function monthsFrom(from: string, until: string): readonly string[] {
  const firsts: string[] = [];
  for (let date = from; date <= until; date = addDays(date, 1)) {
    if (date.endsWith('-01')) firsts.push(date);
  }
  return firsts;
}
