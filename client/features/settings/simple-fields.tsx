import { hoursText } from '#contracts/hours-text.ts';
import { weekdayWords } from '#contracts/week.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FigureField } from '../../ui/figure-field.tsx';
import type { FieldsProps } from './section-panel.tsx';
import {
  type ClockDraft,
  dayMinutes,
  type EmployerDraft,
  PAY_DAYS_MAX,
  type PayDayDraft,
  payDayWords,
  shiftLimit,
  type WeekDraft,
  weekMinutes,
} from './simple-sections.ts';

/** Who pays, as it stands at the top of every payslip. */
export function EmployerFields({ draft, base, errors, onChange }: FieldsProps<EmployerDraft>) {
  return (
    <>
      <TextField
        label="Name"
        required
        maxLength={120}
        value={draft.name}
        was={draft.name === base.name ? undefined : base.name}
        error={errors?.['name']}
        onChange={(name) => onChange({ name })}
      />
      <TextField
        label="ABN"
        inputMode="numeric"
        maxLength={20}
        hint="Australian Business Number, 11 digits"
        value={draft.abn}
        was={draft.abn === base.abn ? undefined : base.abn}
        error={errors?.['abn']}
        onChange={(abn) => onChange({ abn })}
      />
    </>
  );
}

/** Ordinary hours of each weekday, for people without days of their own. */
export function WeekFields({ draft, base, errors, onChange }: FieldsProps<WeekDraft>) {
  const sum = weekMinutes(draft).reduce((all, minutes) => all + minutes, 0);
  return (
    <>
      <div class="days-grid">
        {weekdayWords.map((day) => (
          <FigureField
            key={day}
            label={day}
            reading={dayMinutes(draft[day] ?? '')}
            write={hoursText}
            value={draft[day] ?? ''}
            was={draft[day] === base[day] ? undefined : base[day]}
            error={errors?.[day]}
            onChange={(value) => onChange({ [day]: value })}
          />
        ))}
      </div>
      <p class="second">
        Comes to {hoursText(sum)} a week. A request for leave on any of these days takes so many hours. People with days
        of their own keep them.
      </p>
    </>
  );
}

/** What the clock takes off a shift by itself. */
export function ClockFields({ draft, base, errors, onChange }: FieldsProps<ClockDraft>) {
  return (
    <>
      <FigureField
        label="After a shift of more than"
        reading={dayMinutes(draft.after)}
        write={hoursText}
        value={draft.after}
        was={draft.after === base.after ? undefined : base.after}
        error={errors?.['after']}
        onChange={(after) => onChange({ after })}
      />
      <FigureField
        label="An unpaid break of"
        reading={dayMinutes(draft.break)}
        write={hoursText}
        value={draft.break}
        was={draft.break === base.break ? undefined : base.break}
        error={errors?.['break']}
        onChange={(length) => onChange({ break: length })}
      />
      <FigureField
        label="The end has to be said after"
        reading={shiftLimit(draft.limit)}
        write={hoursText}
        value={draft.limit}
        hint="A shift that is longer was not clocked out: it pays nothing until somebody says when it ended."
        was={draft.limit === base.limit ? undefined : base.limit}
        error={errors?.['limit']}
        onChange={(limit) => onChange({ limit })}
      />
      <p class="second">
        It comes off the time beyond that, so a longer shift never pays less. A different break can be entered when
        clocking out. Shifts that are over stay as they are.
      </p>
    </>
  );
}

/** When a week is paid. */
export function PayDayFields({ draft, base, onChange }: FieldsProps<PayDayDraft>) {
  return (
    <SelectField
      label="A week is paid on the"
      value={draft.days}
      was={draft.days === base.days ? undefined : payDayWords(Number(base.days))}
      options={Array.from({ length: PAY_DAYS_MAX }, (_, at) => ({
        value: String(at + 1),
        label: payDayWords(at + 1),
      }))}
      onChange={(days) => onChange({ days })}
    />
  );
}
