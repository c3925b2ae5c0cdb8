import type { EmployeeRow } from '#contracts/employee.ts';
import { readDollars } from '#contracts/figures.ts';
import { formatCents } from '#contracts/money.ts';
import { filled } from '../../shared/filled.ts';
import { PanelForm } from '../../shared/panel-form.tsx';
import { calendarDay, calendarDayInFull, today } from '../../shared/time.ts';
import { useForm } from '../../shared/use-form.ts';
import { model } from '../../sync/models.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { DateField } from '../../ui/field.tsx';
import { FigureField } from '../../ui/figure-field.tsx';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { personWinner } from './people-words.ts';

interface RateFormProps {
  readonly person: EmployeeRow;
  readonly onClose: () => void;
}

/** Highest hourly rate that the command takes: $1,000. */
const CENTS_MAX = 100_000;

/** An hourly rate from a date on, until the next one. */
export function RateForm({ person, onClose }: RateFormProps) {
  const { id, name } = person;
  const pay = model('employee-pay').rows.value.get(id);
  const version = pay?.rateVersion ?? 0;
  const form = useForm(useCommand('SetPayRate'), {
    kept: `rate/${id}`,
    opens: () => ({ from: today(), rate: '', reason: '' }),
    version,
    // Before anything was entered, what came in meanwhile was seen.
    goesOn: (begun) => (begun.entered.rate === '' && begun.entered.reason === '' ? { ...begun, version } : begun),
    onClose,
  });
  const { from, rate, reason } = form.entered;
  const reading = readDollars(rate, 2, { min: 1, max: CENTS_MAX });
  const cents = reading.figure;
  const before = pay?.rates.find((one) => one.from <= from)?.rateCents;
  const wish = cents !== undefined && from !== '' ? `${formatCents(cents)} from ${calendarDay(from)}` : undefined;

  function wanted() {
    return cents === undefined ? undefined : { employeeId: id, from, rateCents: cents, ...filled('reason', reason) };
  }
  return (
    <PanelForm
      title="Pay rate"
      label={wish === undefined ? 'Set the rate' : `Set ${wish}`}
      attempt={`${wish ?? 'A rate'} for ${name}`}
      form={form}
      wish={wanted}
      allTheSame="Set mine all the same"
      disabledBecause={onlineOnly() ?? whyNot(rate, reading.wrong, from, before === cents)}
      winnerWords={(winner) => ({
        title: personWinner(winner),
        what: pay?.rates.map((one) => `${formatCents(one.rateCents)} from ${calendarDay(one.from)}`).join(' · '),
      })}
    >
      <div class="pair">
        <DateField
          label="From"
          required
          value={from}
          words={calendarDayInFull}
          onChange={(value) => form.change({ from: value })}
        />
        <FigureField
          label="Dollars an hour"
          reading={reading}
          write={formatCents}
          required
          value={rate}
          hint={before === undefined ? 'No rate on this day yet' : `${formatCents(before)} on this day now`}
          onChange={(value) => form.change({ rate: value })}
        />
      </div>
      <ReasonPicker
        label="Why is it set?"
        frequent={['Yearly review', 'New position', 'Award rise', 'Entered wrongly']}
        value={reason}
        onChange={(value) => form.change({ reason: value })}
      />
    </PanelForm>
  );
}

function whyNot(rate: string, wrong: string | undefined, from: string, same: boolean): string | undefined {
  if (rate.trim() === '') return 'Enter the rate first.';
  if (wrong !== undefined) return wrong;
  if (from === '') return 'Choose the first day first.';
  return same ? 'This is the rate of that day already.' : undefined;
}
