import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { type Reading, readQuantity } from '#contracts/figures.ts';
import { formatFigure } from '#contracts/quantity.ts';
import { autofill } from './autofill.ts';
import { Icon } from './icon.tsx';

interface StepperProps {
  /** What is being chosen: "Rolls to allocate". */
  readonly label: string;
  /** In the smallest unit, as everywhere; undefined as long as nobody has said a figure. */
  readonly value: number | undefined;
  readonly onChange: (value: number) => void;
  readonly min?: number;
  readonly max: number;
  /** Decimal places of the unit. */
  readonly scale?: number;
  /** One tap, in the smallest unit; one whole unit unless told. */
  readonly step?: number;
  /** What the first + on nothing gives, where that is more than a step: an ordinary day. */
  readonly first?: number;
  /** Said when no more can be taken: "Only 3 are free". */
  readonly atMax?: string | undefined;
  /** Said when no less can be taken. */
  readonly atMin?: string | undefined;
  /** How the value is written and read, when it is not a quantity: 9:36 for minutes. */
  readonly format?: (value: number) => string;
  readonly read?: (typed: string) => Reading;
  /** A line below, as long as no limit is reached. */
  readonly children?: ComponentChildren;
}

/**
 * Minus, figure, plus. The figure can be typed; what cannot be read, or is beyond the limits, stays as it was typed until
 * it is mended, and the main button beside it waits. Holding a side repeats, but nobody needs to hold.
 */
export function Stepper(props: StepperProps) {
  const { label, value, onChange, min = 0, max, scale = 0, step = 10 ** scale, atMax, atMin, children } = props;
  const write = props.format ?? ((figure: number) => formatFigure(figure, scale));
  const read = props.read ?? ((text: string) => readQuantity(text, scale));
  const up = value === 0 ? (props.first ?? step) : step;
  const foot = useId();
  const [typed, setTyped] = useState<string>();
  const [limit, setLimit] = useState<string>();

  function go(to: number): void {
    const within = Math.min(Math.max(to, min), max);
    setTyped(undefined);
    setLimit(beyond(to));
    if (within !== value) onChange(within);
  }
  function beyond(figure: number): string | undefined {
    if (figure > max) return atMax ?? `At most ${write(max)}`;
    return figure < min ? (atMin ?? `At least ${write(min)}`) : undefined;
  }
  function type(text: string): void {
    setTyped(text);
    setLimit(undefined);
    const { figure } = read(text);
    if (figure !== undefined && beyond(figure) === undefined && figure !== value) onChange(figure);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const way = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (way === 0) return;
    event.preventDefault();
    go((value ?? 0) + (way > 0 ? up : -step));
  }
  function leave(): void {
    // Nothing typed is what it was.
    if (refused === undefined || typed?.trim() === '') setTyped(undefined);
  }
  const reading = typed === undefined || typed.trim() === '' ? undefined : read(typed);
  const refused = reading?.wrong ?? (reading && beyond(reading.figure));
  const shown = value === undefined ? '' : write(value);
  const back = reading?.showBack ? `Read as ${write(reading.figure)}` : undefined;
  // At the upper limit the reason is said at once; nobody has to tap in vain to read it.
  const words = refused ?? limit ?? ((value ?? 0) >= max ? atMax : undefined);

  return (
    <div>
      <div class="stepper">
        <Side
          icon="minus"
          label={`${label}: less`}
          resting={value === undefined || value <= min}
          onStep={() => go((value ?? 0) - step)}
        />
        <input
          type="text"
          inputMode={scale === 0 ? 'numeric' : 'decimal'}
          {...autofill()}
          enterKeyHint="next"
          aria-label={label}
          aria-describedby={foot}
          aria-invalid={refused !== undefined || undefined}
          class={shown.length > 6 ? 'long' : ''}
          value={typed ?? shown}
          onFocus={(event) => event.currentTarget.select()}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={leave}
        />
        <Side
          icon="plus"
          label={`${label}: more`}
          resting={value !== undefined && value >= max}
          onStep={() => go((value ?? 0) + up)}
        />
      </div>
      <div class="stepper-foot" id={foot} aria-live="polite">
        {words === undefined ? (
          (back ?? children)
        ) : (
          <span class="warn">
            <Icon name="warning" size={16} /> {words}
          </span>
        )}
      </div>
    </div>
  );
}

interface SideProps {
  readonly icon: 'minus' | 'plus';
  readonly label: string;
  readonly resting: boolean;
  readonly onStep: () => void;
}

const HOLD_MS = 450;
const REPEAT_MS = 90;

function Side({ icon, label, resting, onStep }: SideProps) {
  const timer = useRef<number>(0);
  const repeated = useRef(false);
  // The latest step is kept, because the timer outlives the render in which it began.
  const step = useRef(onStep);
  step.current = onStep;

  function hold(): void {
    repeated.current = false;
    release();
    timer.current = window.setTimeout(() => {
      repeated.current = true;
      timer.current = window.setInterval(() => step.current(), REPEAT_MS);
    }, HOLD_MS);
  }
  function release(): void {
    // One number space serves time-outs and intervals alike.
    window.clearTimeout(timer.current);
  }
  function tap(): void {
    release();
    // The click that ends a hold is not one more step.
    if (repeated.current) repeated.current = false;
    else onStep();
  }
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={resting || undefined}
      onPointerDown={hold}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
      onClick={tap}
    >
      <Icon name={icon} size={28} />
    </button>
  );
}
