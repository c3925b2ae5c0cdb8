import type { ComponentChildren } from 'preact';
import { filled } from '../../shared/filled.ts';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { useForm } from '../../shared/use-form.ts';
import type { SendOptions } from '../../sync/commands.ts';
import { onlineOnly } from '../../sync/online.ts';
import type { Sending } from '../../sync/use-command.ts';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { cardWinner } from './catalogue-words.ts';

type Reason = { readonly reason?: string };

interface TakeOffProps<Payload> {
  readonly name: string;
  readonly frequent: readonly string[];
  readonly command: Sending<[payload: Payload, options?: SendOptions], unknown>;
  readonly wish: (why: Reason) => Payload;
  readonly onDone: () => void;
  /** What becomes of what is open with it. */
  readonly children: ComponentChildren;
}

/** Asked before a card leaves the lists. */
export function TakeOff<Payload>({ name, frequent, command, wish, onDone, children }: TakeOffProps<Payload>) {
  const form = useForm(command, { opens: () => ({ reason: '' }), onClose: onDone });
  const { reason } = form.entered;
  return (
    <FormDialog
      title={`Take ${name} off the lists?`}
      stopLabel="Take off the lists"
      keepLabel="Keep"
      form={form}
      wish={() => wish(filled('reason', reason))}
      disabledBecause={onlineOnly()}
      winnerWords={cardWinner}
    >
      <p>{children}</p>
      <ReasonPicker
        label="Why?"
        frequent={frequent}
        value={reason}
        onChange={(text) => form.change({ reason: text })}
      />
    </FormDialog>
  );
}
