import { TextField } from './field.tsx';

interface ReasonPickerProps {
  /** What the reason is for: "Why is it adjusted?" */
  readonly label: string;
  /** Reasons that come up often; a tap writes one into the field. */
  readonly frequent: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
}

/** A reason, asked in place: a tap for the frequent ones, a field for all others. */
export function ReasonPicker({ label, frequent, value, onChange, error }: ReasonPickerProps) {
  return (
    <div class="field">
      <TextField label={label} value={value} onChange={onChange} error={error} maxLength={500} />
      <fieldset class="filters reasons" aria-label={`${label} Frequent reasons`}>
        {frequent.map((reason) => (
          <button
            key={reason}
            type="button"
            class="button"
            aria-pressed={value === reason}
            onClick={() => onChange(value === reason ? '' : reason)}
          >
            {reason}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
