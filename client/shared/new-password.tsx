import { useState } from 'preact/hooks';
import { PASSWORD_MAX, PASSWORD_MIN } from '#contracts/limits.ts';
import { TextField } from '../ui/field.tsx';

interface NewPasswordProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Why it is not good enough. */
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
}

/** A password that is being chosen. It can be looked at: one field that is seen is better than two that are not. */
export function NewPassword({ label, value, onChange, error, autoFocus = false }: NewPasswordProps) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      label={label}
      name="new-password"
      type={shown ? 'text' : 'password'}
      value={value}
      onChange={onChange}
      filled="new-password"
      spellcheck={false}
      maxLength={PASSWORD_MAX}
      hint={`At least ${PASSWORD_MIN} characters. Three or four words are good; figures and capitals are not needed.`}
      error={error}
      autoFocus={autoFocus}
      required
      suffix={
        <button
          type="button"
          class="show"
          aria-pressed={shown}
          aria-label="Show the password"
          onClick={() => setShown(!shown)}
        >
          {shown ? 'Hide' : 'Show'}
        </button>
      }
    />
  );
}

/** What is seen to be wrong before it is sent; the server knows more. */
export function passwordError(password: string): string | undefined {
  const length = [...password.normalize('NFKC')].length;
  if (length >= PASSWORD_MIN) return undefined;
  return length === 0 ? 'Choose a password.' : `At least ${PASSWORD_MIN} characters; this is ${length}.`;
}
