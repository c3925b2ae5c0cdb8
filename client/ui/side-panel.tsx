import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from './button.tsx';
import { Drawn } from './drawn.tsx';
import { useKeepFocus } from './keep-focus.ts';

interface PanesProps {
  /** The list: always there from 1024 px on, covered by the panel below that. */
  readonly list: ComponentChildren;
  /** The open thing, or nothing. */
  readonly panel?: ComponentChildren;
  /** What stands beside the list as long as nothing is open: below 1024 px it goes on below the list. */
  readonly beside?: ComponentChildren;
  /** wide: up to 600 px, for an item · narrow: 384 px, for a form · half: as wide as the list. */
  readonly width?: 'wide' | 'narrow' | 'half';
}

/** A list with the open thing beside it. Each scrolls by itself. */
export function Panes({ list, panel, beside, width = 'wide' }: PanesProps) {
  const open = panel !== undefined && panel !== null && panel !== false;
  const look = open ? `panes-open panes-${width}` : beside === undefined ? '' : `panes-beside panes-${width}`;
  return (
    <div class={`panes ${look}`}>
      <div class="pane-list">{list}</div>
      {open ? (
        <Drawn at={location.pathname} what="This">
          {panel}
        </Drawn>
      ) : (
        beside
      )}
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
