import { useState } from 'preact/hooks';
import type { EmployeeRow } from '#contracts/employee.ts';
import { readHours } from '#contracts/figures.ts';
import { hoursText } from '#contracts/hours-text.ts';
import type { LeaveBalance } from '#contracts/leave.ts';
import { type LeaveType, leaveWords } from '#contracts/leave-types.ts';
import type { SettingsView } from '#contracts/settings.ts';
import { PanelForm } from '../../shared/panel-form.tsx';
import { lengthOf } from '../../shared/time.ts';
import { useForm } from '../../shared/use-form.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { Segment } from '../../ui/segment.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { balanceStep } from './balance.ts';
import { winnerTitle } from './leave-words.ts';

interface AdjustBalanceProps {
  readonly employee: EmployeeRow;
  readonly type: LeaveType;
  readonly settings: SettingsView;
  readonly balance: LeaveBalance;
}

interface AdjustDraft {
  readonly way: 'off' | 'add';
  readonly minutes: number;
  readonly reason: string;
}

const STEP_MINUTES = 60;
/** 10,000 h: as many as one adjustment may be. */
const MINUTES_MAX = 600_000;
const frequent = ['Opening balance', 'Cashed out', 'Entered wrongly'];

/** Corrects a balance by a difference, with the reason. */
export function AdjustBalance(props: AdjustBalanceProps) {
  const [open, setOpen] = useState(false);
  if (open) return <AdjustForm {...props} onClose={() => setOpen(false)} />;
  return (
    <span>
      <Button icon="pencil" onPress={() => setOpen(true)}>
        Adjust {leaveWords[props.type]} leave…
      </Button>
    </span>
  );
}

interface AdjustFormProps extends AdjustBalanceProps {
  readonly onClose: () => void;
}

function AdjustForm({ employee, type, settings, balance, onClose }: AdjustFormProps) {
  const form = useForm(useCommand('AdjustLeaveBalance'), {
    kept: `adjust-leave/${employee.id}/${type}`,
    opens: (): AdjustDraft => ({ way: 'add', minutes: STEP_MINUTES, reason: '' }),
    onClose,
  });
  const { way, minutes, reason } = form.entered;
  const by = way === 'off' ? -minutes : minutes;
  const step = balanceStep(type, -by, balance, settings.leaveTypes);
  const wish = `${way === 'off' ? 'Take off' : 'Add'} ${lengthOf(minutes)}`;
  return (
    <PanelForm
      title={`Adjust ${leaveWords[type]} leave`}
      label={wish}
      attempt={`${wish} of ${leaveWords[type]} leave`}
      form={form}
      wish={() => ({ employeeId: employee.id, type, minutes: by, reason: reason.trim() })}
      disabledBecause={onlineOnly() ?? (reason.trim() === '' ? 'Say why it is adjusted.' : undefined)}
      winnerWords={(winner) => ({ title: winnerTitle(winner) })}
    >
      <Segment
        label="Which way"
        value={way}
        onChange={(value) => form.change({ way: value })}
        options={[
          { value: 'add', label: 'Add', icon: 'plus' },
          { value: 'off', label: 'Take off', icon: 'minus' },
        ]}
      />
      <Stepper
        label="By how much, in hours and minutes"
        value={minutes}
        onChange={(value) => form.change({ minutes: value })}
        min={1}
        max={MINUTES_MAX}
        step={STEP_MINUTES}
        format={hoursText}
        read={(typed) => readHours(typed)}
      >
        {step && `${lengthOf(step.after + step.pending)} after this`}
      </Stepper>
      <ReasonPicker
        label="Why is it adjusted?"
        frequent={frequent}
        value={reason}
        onChange={(value) => form.change({ reason: value })}
      />
    </PanelForm>
  );
}
