import { useRef, useState } from 'preact/hooks';
import type { LeaveRequest } from '#contracts/leave.ts';
import { useForm } from '../../shared/use-form.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button, QuietButton, StopButton } from '../../ui/button.tsx';
import { useKeepFocus } from '../../ui/keep-focus.ts';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { Refused } from './refused.tsx';

interface EndProps {
  readonly request: LeaveRequest;
}

/** Takes back what nobody has decided yet. It can be asked for again, so nobody is asked whether they are sure. */
export function WithdrawLeave({ request: { employeeId, requestId } }: EndProps) {
  const command = useCommand('WithdrawLeave');
  return (
    <div>
      <Button
        icon="undo"
        sending={command.sending}
        disabledBecause={onlineOnly(false)}
        onPress={() => void command.run({ employeeId, requestId })}
      >
        Withdraw
      </Button>
      <Refused problem={command.problem} onSeen={command.forget} />
    </div>
  );
}

const frequent = ['Plans have changed', 'Needed at work', 'Entered wrongly'];

/** Takes an approval back, with the reason, which is asked in place. The minutes go back to the balance. */
export function CancelLeave({ request: { employeeId, requestId } }: EndProps) {
  const [asked, setAsked] = useState(false);
  const form = useForm(useCommand('CancelApprovedLeave'), {
    opens: () => ({ reason: '' }),
    onClose: () => setAsked(false),
  });
  const { reason } = form.entered;
  const { command } = form;
  const place = useRef<HTMLDivElement>(null);
  useKeepFocus(place);
  if (!asked) {
    return (
      <span>
        <StopButton onPress={() => setAsked(true)}>Cancel this leave…</StopButton>
      </span>
    );
  }
  return (
    <div class="form" ref={place}>
      <ReasonPicker
        label="Why is it cancelled?"
        frequent={frequent}
        value={reason}
        onChange={(text) => form.change({ reason: text })}
      />
      <div class="row">
        <StopButton
          tall
          sending={command.sending}
          disabledBecause={onlineOnly() ?? (reason.trim() === '' ? 'Say why it is cancelled.' : undefined)}
          onPress={() => void form.send(() => ({ employeeId, requestId, reason: reason.trim() }))}
        >
          Cancel this leave
        </StopButton>
        <QuietButton onPress={() => setAsked(false)}>Keep it</QuietButton>
      </div>
      <Refused problem={command.problem} onSeen={command.forget} />
    </div>
  );
}
