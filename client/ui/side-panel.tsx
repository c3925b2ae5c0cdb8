import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from './button.tsx';
import { useKeepFocus } from './keep-focus.ts';

interface PanesProps {
  /** The list: always there from 1024 px on, covered by the panel below that. */
  readonly list: ComponentChildren;
  /** The open thing, or nothing. */
  readonly panel?: ComponentChildren;
  /** wide: up to 600 px, for an item · narrow: 384 px, for a form. */
  readonly width?: 'wide' | 'narrow';
}

/** A list with the open thing beside it. Each scrolls by itself. */
export function Panes({ list, panel, width = 'wide' }: PanesProps) {
  const open = panel !== undefined && panel !== null && panel !== false;
  return (
    <div class={open ? `panes panes-open panes-${width}` : 'panes'}>
      <div class="pane-list">{list}</div>
      {open && panel}
    </div>
  );
}

interface SidePanelProps {
  readonly title: string;
  /** Second line: code, bay, what a unit is. */
  readonly sub?: ComponentChildren;
  /** Close and Escape. The panel is opened by its address, so this goes back to the list's. */
  readonly onClose: () => void;
  /** Beside the title, such as a chip. */
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The open thing. On a phone it is a page of its own, with Back. */
export function SidePanel({ title, sub, onClose, aside, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useKeepFocus(panel);
  // The focus goes along when something is opened, and back to the row when it is closed.
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]')) onClose();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [onClose]);
  return (
    <section class="side-panel" aria-label={title} ref={panel}>
      <header class="panel-head">
        <div>
          <h2 ref={heading} tabIndex={-1}>
            {title}
          </h2>
          {sub !== undefined && <p class="second">{sub}</p>}
        </div>
        {aside}
        <span class="close-wide">
          <Button icon="close" label="Close" onPress={onClose} />
        </span>
        <span class="close-phone">
          <Button icon="arrow-left" label="Back" onPress={onClose} />
        </span>
      </header>
      {children}
    </section>
  );
}
