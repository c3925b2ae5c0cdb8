import { useState } from 'preact/hooks';
import { type Stage, stages, stageWords } from '#contracts/stages.ts';
import { MainButton, QuietButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/field.tsx';
import { intoView } from '../../ui/focus.ts';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { isJump } from './board.ts';
import { moveStage, stageMoves } from './stage-moves.ts';

interface StageChooserProps {
  readonly orderId: string;
  readonly number: string;
  readonly stage: Stage;
  /** Chosen already, by dropping the card there. */
  readonly to?: Stage | undefined;
  readonly place?: number;
  /** It was moved, or the person changed their mind. */
  readonly onDone: () => void;
}

const frequent = ['Done already', 'Not needed', 'Make it again'];

/** Any other stage, in place. A jump asks why. */
export function StageChooser({ orderId, number, stage, to: preset, place = 0, onDone }: StageChooserProps) {
  const [to, setTo] = useState<Stage | ''>(preset ?? '');
  const [note, setNote] = useState('');
  const [error, setError] = useState<string>();
  const [clearing, setClearing] = useState(false);
  const sending = stageMoves.value.get(orderId)?.sending ?? false;
  const jump = to !== '' && isJump(stage, to);
  const options = stages.filter((one) => one !== stage).map((value) => ({ value, label: stageWords[value] }));

  async function move(): Promise<void> {
    if (to === '') return;
    const why = note.trim();
    await moveStage({ orderId, number, from: stage, to, place, ...(why !== '' && { note: why }) });
    onDone();
  }
  function submit(event: Event): void {
    event.preventDefault();
    if (to === '' || sending) return;
    if (jump && note.trim() === '') setError('A reason is required.');
    else if (to === 'cleared') setClearing(true);
    else void move();
  }
  return (
    <form class="form stage-chooser" ref={intoView} aria-label={`Another stage for ${number}`} onSubmit={submit}>
      <SelectField
        label="Move to"
        placeholder="Choose a stage"
        value={to}
        onChange={(value) => setTo(stages.find((one) => one === value) ?? '')}
        options={options}
      />
      {jump && (
        <ReasonPicker
          label="Why does it jump?"
          frequent={frequent}
          value={note}
          error={error}
          onChange={(value) => {
            setNote(value);
            setError(undefined);
          }}
        />
      )}
      <div class="row">
        <MainButton
          submit
          label={to === '' ? 'Move' : `Move to ${stageWords[to]}`}
          sending={sending}
          disabledBecause={to === '' ? 'Choose a stage first.' : undefined}
        />
        <QuietButton onPress={onDone}>Cancel</QuietButton>
      </div>
      {clearing && (
        <ClearDialog number={number} sending={sending} onClear={() => void move()} onKeep={() => setClearing(false)} />
      )}
    </form>
  );
}

interface ClearDialogProps {
  readonly number: string;
  readonly sending: boolean;
  readonly onClear: () => void;
  readonly onKeep: () => void;
}

/** The last stage closes the order. It is opened again with a reason only. */
export function ClearDialog({ number, sending, onClear, onKeep }: ClearDialogProps) {
  return (
    <Dialog
      title={`Clear ${number}?`}
      stopLabel="Clear order"
      onStop={onClear}
      keepLabel="Keep it open"
      onKeep={onKeep}
      sending={sending}
    >
      <p>It is closed then, and nothing on it can be changed. What is still allocated goes back to free.</p>
    </Dialog>
  );
}
