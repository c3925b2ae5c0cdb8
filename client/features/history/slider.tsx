import { useRef } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { marksOf, nearest } from './places.ts';

/** Two moments, the earlier one first. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

interface SliderProps {
  /** Where each moment lies, from 0 to 1. */
  readonly places: readonly number[];
  readonly span: Span;
  /** A moment in words: "Mon 9 Nov, 9:00 am", "Now". */
  readonly words: (moment: number) => string;
  /** Below the bar, at its two ends. */
  readonly ends: readonly [first: string, last: string];
  /** Below the bar, where the earlier moment is: "4 events between". */
  readonly between: string;
  readonly onChange: (span: Span) => void;
  /** The finger is off the bar. */
  readonly onSettled: () => void;
}

/** A bar with all events on it and two handles: by finger, by keys, or by the buttons below it. */
export function Slider({ places, span, words, ends, between, onChange, onSettled }: SliderProps) {
  const bar = useRef<HTMLDivElement>(null);
  const marks = useRef<{ readonly of: readonly number[]; readonly drawing: string }>();
  if (marks.current?.of !== places) marks.current = { of: places, drawing: marksOf(places) };
  const last = places.length - 1;
  const move = (end: keyof Span, moment: number) => {
    const at = Math.max(0, Math.min(last, moment));
    // Neither end goes beyond the other.
    const moved =
      end === 'from' ? { from: Math.min(at, span.to), to: span.to } : { from: span.from, to: Math.max(at, span.from) };
    if (moved.from !== span.from || moved.to !== span.to) onChange(moved);
  };
  const place = (moment: number) => places[moment] ?? 0;
  const drag = useDrag(bar, { places, span, move, onSettled });
  const step = (end: keyof Span, by: -1 | 1) => {
    move(end, span[end] + by);
    onSettled();
  };
  const keys = (end: keyof Span) => (event: KeyboardEvent) => {
    const to = keyed(event.key, span[end], last);
    if (to === undefined) return;
    event.preventDefault();
    move(end, to);
    onSettled();
  };
  const handle = (end: keyof Span, label: string) => (
    <div
      class={`past-handle past-${end}`}
      style={{ left: `${place(span[end]) * 100}%` }}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={span[end]}
      aria-valuetext={words(span[end])}
      onKeyDown={keys(end)}
    >
      <span style={{ '--at': place(span[end]) }}>{words(span[end])}</span>
    </div>
  );
  const stepper = (end: keyof Span, name: string) => (
    <span class="row past-step">
      <Button icon="chevron-left" label={`${name}, one event earlier`} onPress={() => step(end, -1)} />
      <strong class="strong">{name}</strong>
      <Button icon="chevron-right" label={`${name}, one event later`} onPress={() => step(end, 1)} />
    </span>
  );
  return (
    <div class="past-slider">
      <div class="past-track" ref={bar} {...drag}>
        <svg viewBox="0 0 1000 1" preserveAspectRatio="none" aria-hidden="true">
          <path d={marks.current.drawing} />
        </svg>
        <i style={{ left: `${place(span.from) * 100}%`, right: `${(1 - place(span.to)) * 100}%` }} />
        {handle('from', 'From')}
        {handle('to', 'To')}
      </div>
      <div class="row past-ends meta">
        <span class="second">{ends[0]}</span>
        <strong class="strong">{between}</strong>
        <span class="second">{ends[1]}</span>
      </div>
      <div class="row past-steps">
        <span class="second wide-only">Step either end by one event</span>
        <span class="push">
          {stepper('from', 'From')}
          {stepper('to', 'To')}
        </span>
      </div>
    </div>
  );
}

/** A page of keys goes through a tenth of the past. */
function keyed(key: string, at: number, last: number): number | undefined {
  const page = Math.max(1, Math.round(last / 10));
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return at - 1;
    case 'ArrowRight':
    case 'ArrowUp':
      return at + 1;
    case 'PageDown':
      return at - page;
    case 'PageUp':
      return at + page;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

interface Dragging extends Pick<SliderProps, 'places' | 'span' | 'onSettled'> {
  readonly move: (end: keyof Span, moment: number) => void;
}

/** The handle that is nearer to the finger goes along with it. */
function useDrag(bar: { readonly current: HTMLElement | null }, { places, span, move, onSettled }: Dragging) {
  const held = useRef<{ readonly end: keyof Span; readonly left: number; readonly width: number }>();
  const follow = (x: number) => {
    const { end, left, width } = held.current ?? { end: 'to', left: 0, width: 1 };
    move(end, nearest(places, Math.max(0, Math.min(1, (x - left) / width))));
  };
  const letGo = () => {
    if (held.current === undefined) return;
    held.current = undefined;
    onSettled();
  };
  return {
    onPointerDown(event: PointerEvent) {
      const track = bar.current;
      if (track === null || event.button !== 0) return;
      track.setPointerCapture(event.pointerId);
      const { left, width } = track.getBoundingClientRect();
      const at = (event.clientX - left) / width;
      const [from, to] = [places[span.from] ?? 0, places[span.to] ?? 1];
      // Where both lie on each other, the side of the finger decides.
      const end = from === to ? (at < from ? 'from' : 'to') : Math.abs(at - from) < Math.abs(at - to) ? 'from' : 'to';
      held.current = { end, left, width };
      follow(event.clientX);
    },
    onPointerMove(event: PointerEvent) {
      if (held.current !== undefined) follow(event.clientX);
    },
    onPointerUp: letGo,
    onPointerCancel: letGo,
  };
}
