import { useRef, useState } from 'preact/hooks';
import type { ApprovalCard } from '#contracts/timesheet.ts';
import { draft, dropDraft } from '../../sync/drafts.ts';
import { onlineOnly } from '../../sync/online.ts';
import { QuietButton, StopButton } from '../../ui/button.tsx';
import { focusFirstField } from '../../ui/focus.ts';
import { useKeepFocus } from '../../ui/keep-focus.ts';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { kindWords } from './approval-words.ts';
import { attempt, attempts, forgetAttempt, type Verb } from './attempts.ts';
import { Refused } from './refused.tsx';

const frequent: Readonly<Record<'leave' | 'timesheet', readonly string[]>> = {
  leave: ['Too many are away', 'Stocktake in these days', 'Ask for other days'],
  timesheet: ['Does not match the clock', 'A day is missing', 'The order is missing'],
};
const frequentBack: Readonly<Record<'leave' | 'timesheet', readonly string[]>> = {
  leave: ['Asked by the employee', 'Approved by mistake', 'Needed at work'],
  timesheet: ['Hours are wrong', 'The order is wrong', 'Approved by mistake'],
};

interface ReasonFormProps {
  readonly card: ApprovalCard;
  /** Cancelled, or decided. */
  readonly onDone: () => void;
}

/** Rejects a card that waits, with the reason. */
export function RejectForm(props: ReasonFormProps) {
  const kind = kindWords(props.card);
  return (
    <ReasonForm
      {...props}
      verb="reject"
      label={`Why is it rejected?`}
      action={`Reject ${kind}`}
      reasons={frequent[props.card.kind]}
    />
  );
}

/** Takes an approval back, with the reason. */
export function TakeBackForm(props: ReasonFormProps) {
  const isLeave = props.card.kind === 'leave';
  return (
    <ReasonForm
      {...props}
      verb="undo"
      label={isLeave ? 'Why is it cancelled?' : 'Why is it reopened?'}
      action={isLeave ? 'Cancel the leave' : 'Reopen the week'}
      reasons={frequentBack[props.card.kind]}
    />
  );
}

interface FormProps extends ReasonFormProps {
  readonly verb: Verb;
  readonly label: string;
  readonly action: string;
  readonly reasons: readonly string[];
}

function ReasonForm({ card, verb, label, action, reasons, onDone }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  useKeepFocus(form);
  const key = `${verb}/${card.id}`;
  const reason = draft(key, '');
  const [error, setError] = useState<string>();
  const made = attempts.value.get(card.id);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const why = reason.value.trim();
    if (why === '') setError('A reason is required.');
    else if (onlineOnly() === undefined && (await attempt(card, verb, why)) === undefined) close();
  }
  function close(): void {
    dropDraft(key);
    forgetAttempt(card.id);
    onDone();
  }
  return (
    <form
      class="form whole"
      aria-label={action}
      ref={form}
      onSubmit={(event) => void submit(event)}
      onKeyDown={({ key }) => {
        if (key === 'Escape') close();
      }}
      noValidate
    >
      <div ref={focusFirstField}>
        <ReasonPicker
          label={label}
          frequent={reasons}
          value={reason.value}
          error={error}
          onChange={(value) => {
            reason.value = value;
            setError(undefined);
          }}
        />
      </div>
      <div class="row">
        <StopButton tall submit sending={made?.sending === true} disabledBecause={onlineOnly()}>
          {action}
        </StopButton>
        <QuietButton onPress={close}>Keep it as it is</QuietButton>
      </div>
      <Refused problem={made?.problem} />
    </form>
  );
}
