import { useMemo } from 'preact/hooks';
import { qrPath } from './qr-path.ts';

interface QrCodeProps {
  /** What is in it, such as the address of an item. */
  readonly text: string;
  /** What it leads to, for those who do not see it. */
  readonly label: string;
  /** How wide it is printed; as wide as its paper says unless told. */
  readonly width?: string;
}

/** A QR code, dark on white in every theme, so that every camera reads it. */
export function QrCode({ text, label, width }: QrCodeProps) {
  const { size, path } = useMemo(() => qrPath(text), [text]);
  return (
    <svg
      class={width === undefined ? 'qr' : undefined}
      width={width}
      height={width}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
