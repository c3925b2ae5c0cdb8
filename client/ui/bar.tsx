import { tapeMarks } from './tape.ts';

export interface BarProps {
  /** All figures in words, for those who cannot see it: "63 free, 12 allocated, 75 on hand, reorder at 20". */
  readonly label: string;
  /** Length of the whole track, in the same unit as the pieces. See `trackOf`. */
  readonly full: number;
  /** Free, done, left: kraft. With `want`, the piece that stays is what is drawn. */
  readonly free: number;
  /** Not yet: dashed, cut from the end of `free`. */
  readonly want?: number;
  /** Allocated, approved: hatched. */
  readonly held?: number;
  /** What would come in addition, such as a delivery being typed in: dashed, after all others. */
  readonly coming?: number;
  /** Reorder point: a notch. */
  readonly notch?: number | undefined;
  /** Free turns to signal; the words "Below 18" stand beside it. */
  readonly low?: boolean;
  /** 18 in lists, 12 in small cards, 40 with a tape rule in the open item. */
  readonly size?: 12 | 18 | 40;
  /** How figures on the tape rule are written. */
  readonly format?: (value: number) => string;
}

/** How much there is of something, and what is spoken for. */
export function Bar(props: BarProps) {
  const { label, full, free, want = 0, held = 0, coming = 0, notch, low = false, size = 18, format = String } = props;
  const track = Math.max(full, free + held + coming, 1);
  // A wish larger than what is free takes it all; it is refused elsewhere, in words.
  const wanted = Math.min(want, free);
  return (
    <div>
      <div class={`bar bar-${size}${low ? ' low' : ''}`} role="img" aria-label={label} style={{ '--full': track }}>
        <Piece kind="free" value={free - wanted} />
        <Piece kind="want" value={wanted} />
        <Piece kind="held" value={held} />
        <Piece kind="want" value={coming} />
        {notch !== undefined && notch > 0 && notch <= track && <i class="notch" style={{ '--v': notch }} />}
      </div>
      {size === 40 && <Tape full={track} format={format} />}
    </div>
  );
}

function Piece({ kind, value }: { readonly kind: 'free' | 'want' | 'held'; readonly value: number }) {
  return value > 0 ? <i class={kind} style={{ '--v': value }} /> : null;
}

function Tape({ full, format }: { readonly full: number; readonly format: (value: number) => string }) {
  const { step, marks } = tapeMarks(full);
  const counts = { '--full': full, '--major': full / step, '--minor': (full / step) * 5 };
  return (
    <div class="tape" aria-hidden="true" style={counts}>
      {marks.map((mark) => (
        <span key={mark} style={{ '--v': mark }}>
          {format(mark)}
        </span>
      ))}
    </div>
  );
}

interface KeyProps {
  readonly kind: 'free' | 'held' | 'want' | 'low' | 'notch' | 'wait' | 'sunk';
  readonly children: string;
}

/** What a piece of the bar means, with its word. */
export function Key({ kind, children }: KeyProps) {
  const looks = {
    free: 'free',
    held: 'held',
    want: 'key-want',
    wait: 'key-want wait',
    low: 'key-low',
    notch: 'key-notch',
    sunk: 'sunk',
  };
  return (
    <span class="legend">
      <i class={`key ${looks[kind]}`} aria-hidden="true" />
      {children}
    </span>
  );
}
