import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useKeepFocus } from '../../ui/keep-focus.ts';

interface SlotProps {
  readonly children: ComponentChildren;
  /** Whether the card waits no more. */
  readonly settled: boolean;
  /** It keeps the room that it had when it waited: what is below does not move under somebody's finger. */
  readonly keepsHeight: boolean;
}

/** The place of a card in the list, for as long as it is looked at. */
export function Slot({ children, settled, keepsHeight }: SlotProps) {
  const place = useRef<HTMLLIElement>(null);
  const height = useRef(0);
  const wasSettled = useRef(settled);
  useKeepFocus(place);
  // Measured in the last moment, before what it holds is replaced: that grows by itself when fonts and evidence come.
  if (settled && !wasSettled.current) height.current = place.current?.getBoundingClientRect().height ?? 0;
  wasSettled.current = settled;
  useLayoutEffect(() => {
    if (place.current === null) return;
    place.current.style.minHeight = settled && keepsHeight ? `${height.current}px` : '';
    // The button that had the focus went with the decision: the keyboard goes on from here.
    if (settled && document.activeElement === document.body) place.current.focus({ preventScroll: true });
    // It keeps what it had when it was settled, also when others are chosen afterwards.
  }, [settled]);
  return (
    <li class="slot" ref={place} tabIndex={-1}>
      {children}
    </li>
  );
}
