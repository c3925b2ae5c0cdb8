/** Drawn on a grid of 24 with 2 px strokes and butt ends. Circles are arcs, so that each icon is one path. */
const paths = {
  today: 'M12 3a9 9 0 1 0 .01 0M12 7v5.2l3.4 2.2',
  stock: 'M11.5 3a8.5 8.5 0 1 0 .01 0M11.5 8.6a2.9 2.9 0 1 0 .01 0M11.5 20H21',
  orders: 'M5 3h14v17.4l-2.4-2-2.3 2-2.3-2-2.3 2-2.3-2L5 20.4zM9 8h6M9 12h6',
  approvals: 'M4 12v8h16v-8h-4l-1.6 3H9.6L8 12zM8.5 7l3 3L18 3',
  timesheets: 'M4 4h16v16H4zM4 9.3h16M4 14.6h16M9.3 4v16M14.6 4v16',
  pay: 'M3 6h18v12H3zM12 9.2a2.8 2.8 0 1 0 .01 0M6 9.5v5M18 9.5v5',
  people:
    'M8.5 4.5a3.3 3.3 0 1 0 .01 0M2.5 20v-2.5a6 6 0 0 1 12 0V20M16.5 6a2.8 2.8 0 1 0 .01 0M17 14a4.6 4.6 0 0 1 4.5 4.6V20',
  clients: 'M4 21V4h10v17M14 9h6v12M2 21h20M8 8h2M8 12h2M8 16h2',
  products: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
  chart: 'M3 20.5h18M6 20V12M12 20V4M18 20v-6',
  settings: 'M3 8h9M18 8h3M3 16h3M12 16h9M15 5.2a2.8 2.8 0 1 0 .01 0M9 13.2a2.8 2.8 0 1 0 .01 0',
  more: 'M5.5 11.2a.8.8 0 1 0 .01 0M12 11.2a.8.8 0 1 0 .01 0M18.5 11.2a.8.8 0 1 0 .01 0',
  search: 'M10.5 4a6.5 6.5 0 1 0 .01 0M15.2 15.2 21 21',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16',
  plus: 'M12 4v16M4 12h16',
  minus: 'M4 12h16',
  'arrow-right': 'M4 12h15M13 6l6 6-6 6',
  'arrow-left': 'M20 12H5M11 6l-6 6 6 6',
  close: 'M5 5l14 14M19 5L5 19',
  check: 'M4 13l5 5L20 6',
  warning: 'M12 4 2.8 20h18.4zM12 10v4.4M12 15.8v2',
  asap: 'M5 6l6 6-6 6M12 6l6 6-6 6',
  calendar: 'M4 5h16v15H4zM4 10h16M8 2.5V7M16 2.5V7',
  swap: 'M21 8H4M8 4 4 8l4 4M3 16h17M16 12l4 4-4 4',
  outbox: 'M4 13v7h16v-7h-4l-1.6 3H9.6L8 13zM12 13V3.5M8.5 7 12 3.5 15.5 7',
  pencil: 'M4 20v-4L16 4l4 4L8 20zM13 7l4 4',
  print: 'M7 8V4h10v4M7 17H4V8h16v9h-3M7 14h10v6H7z',
  history: 'M3.5 12a8.5 8.5 0 1 0 3-6.5L4 8M4 3.5V8h4.5M12 7.5v5l3.4 2',
  clip: 'M20 11l-8.3 8.3a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8l-8 8a1.7 1.7 0 0 1-2.5-2.5L14.5 7',
  copy: 'M8 8h12v12H8zM16 8V4H4v12h4',
  info: 'M12 3a9 9 0 1 0 .01 0M12 11v6M12 7v2',
  key: 'M8 11.5a4.2 4.2 0 1 0 .01 0M11 13l9-9M16.5 7.5l3 3',
  'chevron-down': 'M5 9l7 7 7-7',
  'chevron-left': 'M15 5l-7 7 7 7',
  'chevron-right': 'M9 5l7 7-7 7',
  sun: 'M12 8a4 4 0 1 0 .01 0M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2',
  moon: 'M19.5 14.5A8.5 8.5 0 1 1 9.5 4.2a7 7 0 0 0 10 10.3z',
  contrast: 'M12 3a9 9 0 1 0 .01 0M12 3v18M12 8h7.5M12 12h9M12 16h7.5',
  'sign-out': 'M10 4H4v16h6M9 12h11M15 7l5 5-5 5',
  truck: 'M2 6h12v11H2zM14 10h4l4 4v3h-8M6.5 17a2 2 0 1 0 .01 0M17.5 17a2 2 0 1 0 .01 0',
  undo: 'M4 9h10a5.5 5.5 0 0 1 0 11h-3M8 4.5 3.5 9 8 13.5',
  shield: 'M12 3l8 3v6c0 4.5-3.4 7.5-8 9-4.6-1.5-8-4.5-8-9V6z',
  lock: 'M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3',
  retry: 'M4 12V8h15M15 4l4 4-4 4M20 12v4H5M9 12l-4 4 4 4',
  download: 'M12 3v13M7 11l5 5 5-5M4 20h16',
  share: 'M8 9H5v12h14V9h-3M12 15V3M8 7l4-4 4 4',
} as const;

export type IconName = keyof typeof paths;

interface IconProps {
  readonly name: IconName;
  /** 16 in chips, 22 in buttons (the default), 28 in the rail. */
  readonly size?: 16 | 22 | 28;
  /** Its meaning in words. Left out when a word stands beside it. */
  readonly label?: string;
}

/** An icon in the colour of the text around it. */
export function Icon({ name, size = 22, label }: IconProps) {
  // The drawing is scaled, its strokes are not: a small icon keeps nearly its 2 px.
  const stroke = size === 16 ? 2.6 : size === 28 ? 1.9 : 2.1;
  return (
    <>
      <svg
        class="icon"
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width={stroke}
        aria-hidden="true"
      >
        <path d={paths[name]} />
      </svg>
      {label !== undefined && <span class="unseen">{label}</span>}
    </>
  );
}

/** The mark of the roll: sign-in, and wherever Misty names itself. */
export function RollMark({ size = 36 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 36 36" fill="none" stroke="currentColor" aria-hidden="true">
      <circle cx="17" cy="17" r="14.5" stroke-width="2.4" />
      <circle cx="17" cy="17" r="5.4" stroke-width="3.6" />
      <path d="M17 31.5h17" stroke-width="2.4" />
    </svg>
  );
}
