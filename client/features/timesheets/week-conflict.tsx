import type { Problem } from '#contracts/problems.ts';
import type { Opened } from '../../shared/use-edit.ts';
import { Button, MainButton } from '../../ui/button.tsx';
import { ConflictCard } from '../../ui/conflict-card.tsx';
import type { WeekDraft } from './week-draft.ts';
import type { WeekEdit } from './week-saver.ts';
import { changesInWords, conflictTitle } from './week-words.ts';

interface WeekConflictProps {
  readonly problem: Problem;
  readonly edit: WeekEdit;
  /** The week as it is now: a moment behind the refusal, at times. */
  readonly now: Opened<WeekDraft>;
  /** Nothing more can be changed. */
  readonly locked: boolean;
  /** When it was entered, where that is longer ago. */
  readonly given?: string;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}

/**
 * Somebody else has changed or closed the week meanwhile. What was entered here is kept until the person has chosen.
 */
export function WeekConflict({ problem, edit, now, locked, given, onKeepMine, onTakeTheirs }: WeekConflictProps) {
  const theirs = changesInWords(edit.base, now.base);
  return (
    <ConflictCard
      who={problem.winner?.user.name}
      title={conflictTitle(problem)}
      what={theirs === '' ? undefined : theirs}
      refusal={problem.detail}
      attempt={[`Yours: ${changesInWords(edit.base, edit.mine)}`, given].filter(Boolean).join(', ')}
    >
      <div class="row">
        {!locked && now.version > edit.version && <MainButton label="Put mine over it" onPress={onKeepMine} />}
        <Button tall onPress={onTakeTheirs}>
          {locked ? 'Discard mine' : 'Take theirs'}
        </Button>
      </div>
    </ConflictCard>
  );
}
