import type { ComponentChildren } from 'preact';
import type { Winner } from '#contracts/problems.ts';
import { Dialog } from '../ui/dialog.tsx';
import { NotDone } from '../ui/not-done.tsx';
import { Refusal } from './refusal.tsx';
import type { Form } from './use-form.ts';

interface FormDialogProps<Payload> {
  /** The question: "Cancel ADM-2026-0041?" */
  readonly title: string;
  readonly stopLabel: string;
  /** The safe answer: "Keep it". */
  readonly keepLabel: string;
  readonly form: Pick<Form<unknown, Payload, unknown>, 'command' | 'send' | 'discard'>;
  readonly wish: () => Payload;
  readonly disabledBecause?: string | undefined;
  /** Where somebody else can have been first. */
  readonly winnerWords?: (winner: Winner) => string;
  /** What will happen, and what is asked about it. */
  readonly children: ComponentChildren;
}

/** A question before what cannot be undone, and why it was not done. */
export function FormDialog<Payload>(props: FormDialogProps<Payload>) {
  const { title, stopLabel, keepLabel, form, wish, disabledBecause, winnerWords, children } = props;
  const { sending, problem } = form.command;
  return (
    <Dialog
      title={title}
      stopLabel={stopLabel}
      onStop={() => void form.send(wish)}
      keepLabel={keepLabel}
      onKeep={form.discard}
      sending={sending}
      disabledBecause={disabledBecause}
    >
      <div class="stack">
        {children}
        {winnerWords === undefined ? (
          <NotDone problem={problem} />
        ) : (
          <Refusal problem={problem} winnerWords={winnerWords} />
        )}
      </div>
    </Dialog>
  );
}
