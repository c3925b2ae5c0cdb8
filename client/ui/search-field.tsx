import { autofill } from './autofill.ts';
import { Icon } from './icon.tsx';

interface SearchFieldProps {
  /** What can be searched for, also shown while it is empty: "Name, code or bay". */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** For keys that lead from the search into what was found. */
  readonly onKey?: (event: KeyboardEvent) => void;
}

/** The search of a screen. The key / goes to it. */
export function SearchField({ label, value, onChange, onKey }: SearchFieldProps) {
  return (
    <search class="input grow search">
      <Icon name="search" />
      <input
        type="search"
        dir="auto"
        data-search
        aria-label={label}
        placeholder={label}
        value={value}
        {...autofill()}
        autoCapitalize="none"
        spellcheck={false}
        enterKeyHint="search"
        onInput={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') {
            onKey?.(event);
            return;
          }
          event.stopPropagation();
          onChange('');
        }}
      />
      {value !== '' && (
        <button type="button" class="clear" aria-label="Clear the search" onClick={() => onChange('')}>
          <Icon name="close" />
        </button>
      )}
    </search>
  );
}
