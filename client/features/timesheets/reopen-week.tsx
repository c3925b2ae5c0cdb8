import { useState } from 'preact/hooks';
import type { Timesheet } from '#contracts/timesheet.ts';
import { reasonNeeded } from '../../shared/reason-needed.ts';
import { useForm } from '../../shared/use-form.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button, QuietButton, StopButton } from '../../ui/button.tsx';
import { focusFirstField } from '../../ui/focus.ts';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { WeekProblem } from './week-problem.tsx';

const frequent = ['Hours are missing', 'The order is wrong', 'Entered on the wrong day'];

/** Takes an approval back, with the reason: its pay and the leave that it brought are taken back too. */
export function ReopenWeek({ week }: { readonly week: Timesheet }) {
  const [open, setOpen] = useState(false);
  const { id, employeeId, monday, version } = week;
  const form = useForm(useCommand('ReopenTimesheet'), {
    kept: `reopen/${id}`,
    opens: () => ({ reason: '' }),
    check: reasonNeeded,
    version,
    // The reason is for the week as it stands.
    goesOn: (begun) => ({ ...begun, version }),
    onClose: () => setOpen(false),
  });
  const { reason } = form.entered;
  const { command } = form;
  if (!open) {
    return (
      <Button disabledBecause={onlineOnly()} onPress={() => setOpen(true)}>
        Reopen…
      </Button>
    );
  }
  function submit(event: Event): void {
    event.preventDefault();
    void form.send(() => ({ employeeId, monday, reason: reason.trim() }));
  }
  return (
    <form class="form" aria-label="Reopen the week" ref={focusFirstField} onSubmit={submit} noValidate>
      <ReasonPicker
        label="Why is it reopened?"
        frequent={frequent}
        value={reason}
        error={form.errors?.reason}
        onChange={(text) => form.change({ reason: text })}
      />
      <p class="second">Its pay and the leave that it brought are taken back, until it is approved anew.</p>
      <div class="row">
        <StopButton tall submit sending={command.sending} disabledBecause={onlineOnly()}>
          Reopen the week
        </StopButton>
        <QuietButton onPress={() => setOpen(false)}>Keep it as it is</QuietButton>
      </div>
      <WeekProblem problem={command.problem} onGotIt={command.forget} />
    </form>
  );
}
