import type { ComponentChildren } from 'preact';
import type { Problem } from '#contracts/problems.ts';
import { Button, MainButton, QuietButton } from './button.tsx';
import { ConflictCard } from './conflict-card.tsx';

interface EditFootProps {
  /** "Save changes" */
  readonly label: string;
  readonly command: { readonly sending: boolean; readonly problem: Problem | undefined };
  /** Why it cannot be saved now, in words. */
  readonly disabledBecause?: string | undefined;
  /** What I changed: "Delivery Wed 18 Nov". */
  readonly attempt: string;
  /** Who changed it meanwhile, and when: "Ben Okafor changed it at 10:42 am". */
  readonly title: string;
  /** What they changed: "Delivery 18 Nov, was 17 Nov". */
  readonly what?: string | undefined;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
  /** What is said below the button: another refusal, or whether anybody has changed it. */
  readonly children?: ComponentChildren;
}

/** The end of an edit with a version: its button, or both changes when somebody else was first. Mine is kept. */
export function EditFoot(props: EditFootProps) {
  const { label, command, disabledBecause, attempt, title, what, children } = props;
  const { problem } = command;
  return (
    <div class="edit-foot">
      {problem?.code === 'stale-version' ? (
        <ConflictCard
          who={problem.winner?.user.name}
          title={title}
          what={what}
          refusal={problem.detail}
          attempt={`Yours: ${attempt}`}
        >
          <div class="stack">
            <MainButton wide label="Keep mine on top of theirs" onPress={props.onKeepMine} />
            <Button wide onPress={props.onTakeTheirs}>
              Take theirs
            </Button>
          </div>
        </ConflictCard>
      ) : (
        <div class="row">
          <span class="grow">
            <MainButton
              wide
              label={label}
              sending={command.sending}
              disabledBecause={disabledBecause}
              onPress={props.onSave}
            />
          </span>
          <QuietButton onPress={props.onDiscard}>Discard</QuietButton>
        </div>
      )}
      {children}
    </div>
  );
}
