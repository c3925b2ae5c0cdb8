import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

interface ChipProps {
  readonly children: ComponentChildren;
  /**
   * plain · line: a property (ASAP, Must deliver) · dashed: not yet (Draft, 21 short) · signal: late, low ·
   * pencil: somebody else · done: recorded and checked.
   */
  readonly kind?: 'plain' | 'line' | 'dashed' | 'signal' | 'pencil' | 'done';
  readonly icon?: IconName;
}

/** A state in words. It cannot be tapped. */
export function Chip({ children, kind = 'plain', icon }: ChipProps) {
  return (
    <span class={`chip chip-${kind}`}>
      {icon !== undefined && <Icon name={icon} size={16} />}
      {children}
    </span>
  );
}
