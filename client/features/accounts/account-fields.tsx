import { type FieldProps, TextField } from '../../ui/field.tsx';
import type { AccountDraft, AccountErrors } from './account-draft.ts';

interface AccountFieldsProps {
  readonly draft: AccountDraft;
  /** What was opened: a field that differs says what it was. */
  readonly base?: AccountDraft;
  readonly errors: AccountErrors | undefined;
  readonly onChange: (part: Partial<AccountDraft>) => void;
}

/** Whose account it is, and what they type to sign in. */
export function AccountFields({ draft, base, errors, onChange }: AccountFieldsProps) {
  const field = (name: keyof AccountDraft): Pick<FieldProps, 'value' | 'onChange' | 'error' | 'was'> => ({
    value: draft[name],
    onChange: (value) => onChange({ [name]: value }),
    error: errors?.[name],
    was: base === undefined || base[name] === draft[name] ? undefined : base[name],
  });
  return (
    <>
      <TextField label="Name" required maxLength={120} {...field('name')} />
      <div class="pair">
        <TextField
          label="User name"
          required
          maxLength={60}
          spellcheck={false}
          hint="What they type to sign in"
          {...field('username')}
        />
        <TextField label="E-mail" type="email" maxLength={254} {...field('email')} />
      </div>
    </>
  );
}
