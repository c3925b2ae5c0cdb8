import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { Button, StopButton } from './button.tsx';
import { useModal } from './use-modal.ts';

interface DialogProps {
  /** The question: "Cancel ADM-2026-0041?" */
  readonly title: string;
  /** What will happen: "1,208 allocated go back to free." */
  readonly children: ComponentChildren;
  /** Verb of what cannot be undone: "Cancel order". */
  readonly stopLabel: string;
  readonly onStop: () => void;
  /** The safe answer: "Keep it". It has the focus; Escape means the same. */
  readonly keepLabel: string;
  readonly onKeep: () => void;
  readonly sending?: boolean;
  /** Why it cannot be done yet, in words. */
  readonly disabledBecause?: string | undefined;
}

/** Only for what cannot be undone. */
export function Dialog(props: DialogProps) {
  const { title, children, stopLabel, onStop, keepLabel, onKeep, sending = false, disabledBecause } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const safe = useRef<HTMLSpanElement>(null);
  const heading = useId();
  useModal(dialog, () => safe.current?.querySelector('button'));
  return (
    <dialog
      class="dialog"
      ref={dialog}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onKeep();
      }}
    >
      <h2 id={heading}>{title}</h2>
      <div class="second">{children}</div>
      <div class="row">
        <StopButton tall sending={sending} disabledBecause={disabledBecause} onPress={onStop}>
          {stopLabel}
        </StopButton>
        <span ref={safe}>
          <Button tall onPress={onKeep}>
            {keepLabel}
          </Button>
        </span>
      </div>
    </dialog>
  );
}
