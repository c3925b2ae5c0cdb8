import type { Problem, Winner } from '#contracts/problems.ts';
import { onlineOnly } from '../sync/online.ts';
import { EditFoot } from '../ui/edit-foot.tsx';
import { changesBetween, type Lines } from './changes.ts';
import type { Edit, Opened } from './edit.ts';
import { Refusal } from './refusal.tsx';

interface EditEndProps<Draft> {
  /** "Save the card" */
  readonly label: string;
  readonly edit: Edit<Draft>;
  /** The thing as it stands. */
  readonly now: Opened<Draft>;
  /** A draft in words. */
  readonly lines: (draft: Draft) => Lines;
  readonly command: {
    readonly sending: boolean;
    readonly problem: Problem | undefined;
    readonly forget: () => void;
  };
  readonly winnerWords: (winner: Winner) => string;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** The end of an edit with a version, in words: what I changed, what somebody else changed meanwhile, and why not. */
export function EditEnd<Draft>({
  label,
  edit,
  now,
  lines,
  command,
  winnerWords,
  onSave,
  onDiscard,
}: EditEndProps<Draft>) {
  const { base, mine, version } = edit;
  const { problem, forget } = command;
  const changed = changesBetween(lines(base), lines(now.base), true).join(' · ');
  const answer = (how: () => void) => () => {
    how();
    forget();
  };
  return (
    <EditFoot
      label={label}
      command={command}
      disabledBecause={onlineOnly()}
      attempt={changesBetween(lines(base), lines(mine)).join(' · ')}
      title={problem?.winner === undefined ? 'Somebody changed it' : winnerWords(problem.winner)}
      what={changed || undefined}
      onSave={onSave}
      onDiscard={onDiscard}
      onKeepMine={answer(edit.keepMine)}
      onTakeTheirs={answer(edit.takeTheirs)}
    >
      {problem !== undefined && problem.code !== 'stale-version' && (
        <Refusal problem={problem} winnerWords={winnerWords} />
      )}
      {problem === undefined && version !== now.version && (
        <p class="pencil meta" role="status">
          Changed meanwhile: {changed || 'and back again'}
        </p>
      )}
    </EditFoot>
  );
}
