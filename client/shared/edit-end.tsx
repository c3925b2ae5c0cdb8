import type { Winner } from '#contracts/problems.ts';
import { onlineOnly } from '../sync/online.ts';
import { EditFoot } from '../ui/edit-foot.tsx';
import { changesBetween, type Lines } from './changes.ts';
import { Refusal } from './refusal.tsx';
import type { Edit } from './use-edit.ts';

interface EditEndProps<Draft> {
  /** "Save the card" */
  readonly label: string;
  readonly edit: Edit<Draft, object>;
  /** A draft in words. */
  readonly lines: (draft: Draft) => Lines;
  readonly winnerWords: (winner: Winner) => string;
}

/** The end of an edit with a version, in words: what I changed, what somebody else changed meanwhile, and why not. */
export function EditEnd<Draft>({ label, edit, lines, winnerWords }: EditEndProps<Draft>) {
  const { base, mine, version, now, command } = edit;
  const { problem } = command;
  const changed = changesBetween(lines(base), lines(now.base), true).join(' · ');
  return (
    <EditFoot
      label={label}
      command={command}
      disabledBecause={onlineOnly()}
      attempt={changesBetween(lines(base), lines(mine)).join(' · ')}
      title={problem?.winner === undefined ? 'Somebody changed it' : winnerWords(problem.winner)}
      what={changed || undefined}
      onSave={() => void edit.save()}
      onDiscard={edit.discard}
      onKeepMine={edit.keepMine}
      onTakeTheirs={edit.takeTheirs}
    >
      {problem !== undefined && problem.code !== 'stale-version' && (
        <Refusal problem={problem} winnerWords={winnerWords} />
      )}
      {/* What is being saved may be on the list before its answer is here: nobody else changed that. */}
      {problem === undefined && !command.sending && version !== now.version && (
        <p class="pencil meta" role="status">
          Changed meanwhile: {changed || 'and back again'}
        </p>
      )}
    </EditFoot>
  );
}
