import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { autofill, type Filled } from './autofill.ts';
import { Icon, type IconName } from './icon.tsx';

export interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** A line below: what is expected. */
  readonly hint?: string | undefined;
  /** What is wrong, as a sentence. */
  readonly error?: string | undefined;
  /** The value before it was edited: marks the field as changed, with "Was Tue 17 Nov" below. */
  readonly was?: string | undefined;
  readonly required?: boolean;
  readonly name?: string;
  /** In characters. What is longer stands as it was entered, and is said: a text that is cut is another text. */
  readonly maxLength?: number;
}

export interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'tel' | 'password' | 'url' | 'time';
  /** What a password manager may fill in. Without it, nothing. */
  readonly filled?: Filled;
  readonly icon?: IconName;
  /** A unit after the figure, or a button. */
  readonly suffix?: ComponentChildren;
  /** Which keyboard a tablet shows. */
  readonly inputMode?: 'text' | 'numeric' | 'decimal';
  readonly spellcheck?: boolean;
  readonly autoFocus?: boolean;
  readonly onLeave?: () => void;
}

/** One line of text, or a figure that is typed rather than stepped (`inputMode`, `suffix`). */
export function TextField(props: TextFieldProps) {
  const { type = 'text', icon, suffix, filled, inputMode, spellcheck, autoFocus, onLeave, name } = props;
  return (
    <Frame {...props}>
      {(aria) => (
        <>
          {icon !== undefined && <Icon name={icon} />}
          <input
            {...aria}
            type={type}
            dir={type === 'text' && inputMode === undefined ? 'auto' : undefined}
            name={name}
            value={props.value}
            {...autofill(filled)}
            autoCapitalize={type === 'text' ? undefined : 'none'}
            inputMode={inputMode}
            spellcheck={spellcheck}
            // Callers ask for it only where the person has come for this field.
            ref={autoFocus ? focusOnce : null}
            onBlur={onLeave}
            onInput={(event) => props.onChange(event.currentTarget.value)}
          />
          {suffix !== undefined && <span class="suffix">{suffix}</span>}
        </>
      )}
    </Frame>
  );
}

interface TextAreaProps extends FieldProps {
  readonly rows?: number;
}

/** Several lines of text. */
export function TextArea(props: TextAreaProps) {
  return (
    <Frame {...props}>
      {(aria) => (
        <textarea
          {...aria}
          dir="auto"
          {...autofill()}
          rows={props.rows ?? 3}
          name={props.name}
          value={props.value}
          onInput={(event) => props.onChange(event.currentTarget.value)}
        />
      )}
    </Frame>
  );
}

interface SelectFieldProps extends FieldProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Shown first while nothing is chosen. */
  readonly placeholder?: string;
}

/** One of a few: the tablet's own list. */
export function SelectField(props: SelectFieldProps) {
  return (
    <Frame {...props}>
      {(aria) => (
        <>
          <select
            {...aria}
            name={props.name}
            value={props.value}
            {...autofill()}
            onChange={(event) => props.onChange(event.currentTarget.value)}
          >
            {props.placeholder !== undefined && <option value="">{props.placeholder}</option>}
            {props.options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" />
        </>
      )}
    </Frame>
  );
}

interface DateFieldProps extends FieldProps {
  /** Writes YYYY-MM-DD in words: "Wed 18 Nov 2026". */
  readonly words: (date: string) => string;
  readonly min?: string;
  readonly max?: string;
}

/** A calendar date, YYYY-MM-DD. It reads in words, and a tap opens the tablet's own calendar. */
export function DateField(props: DateFieldProps) {
  return (
    <Frame {...props}>
      {(aria) => (
        <>
          <Icon name="calendar" />
          <input
            {...aria}
            type="date"
            {...autofill()}
            name={props.name}
            value={props.value}
            // As the server takes them. Without a last day a fifth digit of the year could be typed.
            min={props.min ?? '1900-01-01'}
            max={props.max ?? '2199-12-31'}
            onClick={openCalendar}
            onInput={(event) => props.onChange(event.currentTarget.value)}
          />
          <span class="date-words" aria-hidden="true">
            {props.value === '' ? 'Choose a day' : props.words(props.value)}
          </span>
        </>
      )}
    </Frame>
  );
}

interface Aria {
  readonly id: string;
  readonly required: boolean | undefined;
  readonly 'aria-invalid': boolean | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly 'data-max': number | undefined;
  /** It holds the button back. */
  readonly 'data-long': boolean | undefined;
}

interface FrameProps extends FieldProps {
  readonly children: (aria: Aria) => ComponentChildren;
}

function Frame({ label, value, hint, error: said, was, required, maxLength, children }: FrameProps) {
  const id = useId();
  const long = tooLong(value, maxLength);
  const error = long ?? said;
  const below = error ?? (was === undefined ? hint : `Was ${was === '' ? 'empty' : was}`);
  const look = error !== undefined ? 'input input-wrong' : was !== undefined ? 'input input-editing' : 'input';
  const aria: Aria = {
    id,
    required: required || undefined,
    'aria-invalid': error !== undefined || undefined,
    'aria-describedby': below === undefined ? undefined : `${id}-below`,
    'data-max': maxLength,
    'data-long': long !== undefined || undefined,
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class={look}>{children(aria)}</div>
      {below !== undefined && (
        <p
          class={error === undefined ? 'hint' : 'wrong'}
          id={`${id}-below`}
          role={error === undefined ? undefined : 'alert'}
        >
          {error !== undefined && <Icon name="warning" size={16} />}
          {below}
        </p>
      )}
    </div>
  );
}

function tooLong(value: string, max: number | undefined): string | undefined {
  if (max === undefined || value.length <= max) return undefined;
  const length = [...value].length;
  return length > max ? `At most ${max.toLocaleString('en-AU')} characters; this is ${length}.` : undefined;
}

function focusOnce(input: HTMLInputElement | null): void {
  input?.focus();
}

function openCalendar(event: Event): void {
  try {
    (event.currentTarget as HTMLInputElement).showPicker();
  } catch {
    // Where the browser shows it by itself, or not at all, the date can be typed.
  }
}
