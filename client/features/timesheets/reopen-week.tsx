import { useState } from 'preact/hooks';
import type { Timesheet } from '#contracts/timesheet.ts';
import { draft, dropDraft } from '../../sync/drafts.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button, QuietButton, StopButton } from '../../ui/button.tsx';
import { focusFirstField } from '../../ui/focus.ts';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { WeekProblem } from './week-problem.tsx';

const frequent = ['Hours are missing', 'The order is wrong', 'Entered on the wrong day'];

/** Takes an approval back, with the reason: its pay and the leave that it brought are taken back too. */
export function ReopenWeek({ week }: { readonly week: Timesheet }) {
  const reopen = useCommand('ReopenTimesheet');
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<string>();
  const { id, employeeId, monday, version } = week;
  const reason = draft(`reopen/${id}`, '');
  if (!open) {
    return (
      <Button disabledBecause={onlineOnly()} onPress={() => setOpen(true)}>
        Reopen…
      </Button>
    );
  }
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const why = reason.value.trim();
    if (why === '') setError('A reason is required.');
    else if (await reopen.run({ employeeId, monday, reason: why }, { version })) dropDraft(`reopen/${id}`);
  }
  return (
    <form
      class="form"
      aria-label="Reopen the week"
      ref={focusFirstField}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <ReasonPicker
        label="Why is it reopened?"
        frequent={frequent}
        value={reason.value}
        error={error}
        onChange={(value) => {
          reason.value = value;
          setError(undefined);
        }}
      />
      <p class="second">Its pay and the leave that it brought are taken back, until it is approved anew.</p>
      <div class="row">
        <StopButton tall submit sending={reopen.sending} disabledBecause={onlineOnly()}>
          Reopen the week
        </StopButton>
        <QuietButton onPress={() => setOpen(false)}>Keep it as it is</QuietButton>
      </div>
      <WeekProblem problem={reopen.problem} onGotIt={reopen.forget} />
    </form>
  );
}
