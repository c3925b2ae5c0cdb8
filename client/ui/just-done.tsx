import type { ComponentChildren } from 'preact';
import type { Problem } from '#contracts/problems.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { NotDone } from './not-done.tsx';

interface JustDoneProps {
  /** "Allocated 40 rolls of Kraft to ADM-2026-0019" */
  readonly children: ComponentChildren;
  /** What the button would undo, for those who hear it: "allocating 40 rolls". */
  readonly what: string;
  /** Left out where there is no way back on the spot. */
  readonly onUndo?: (() => void) | undefined;
  readonly sending: boolean;
  /** Why it was not undone. */
  readonly problem?: Problem | undefined;
  /** What else can be pressed. */
  readonly more?: ComponentChildren;
}

/** What somebody has just done, with the way back on the spot. */
export function JustDone({ children, what, onUndo, sending, problem, more }: JustDoneProps) {
  return (
    <div class="just-done">
      <div class="row" role="status">
        <Icon name="check" />
        <p class="grow">{children}</p>
        {more}
        {onUndo !== undefined && (
          <Button icon="undo" sending={sending} onPress={onUndo}>
            Undo
            <span class="unseen"> {what}</span>
          </Button>
        )}
      </div>
      <NotDone problem={problem} />
    </div>
  );
}
