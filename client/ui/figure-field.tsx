import { useState } from 'preact/hooks';
import type { Reading } from '#contracts/figures.ts';
import { TextField, type TextFieldProps } from './field.tsx';

interface FigureFieldProps extends Omit<TextFieldProps, 'type' | 'maxLength' | 'filled'> {
  /** What the text says, by a reader of figures. */
  readonly reading: Reading;
  /** The figure in words, to show it back: "$1,825.00". */
  readonly write: (figure: number) => string;
}

/** Longer than any figure, so that a long one is refused and never cut to another. */
const LENGTH_MAX = 60;

/**
 * A figure that is typed. It says what is wrong once the person leaves it, and shows back what can be read in two ways.
 */
export function FigureField({ reading, write, ...field }: FigureFieldProps) {
  const [left, setLeft] = useState(false);
  const back = reading.showBack ? `Read as ${write(reading.figure)}` : undefined;
  const wrong = left && field.value.trim() !== '' ? reading.wrong : undefined;
  return (
    <TextField
      inputMode="decimal"
      {...field}
      maxLength={LENGTH_MAX}
      hint={back ?? field.hint}
      // What it was is less important than what it is taken for.
      was={back === undefined ? field.was : undefined}
      error={field.error ?? wrong}
      onChange={(value) => {
        setLeft(false);
        field.onChange(value);
      }}
      onLeave={() => setLeft(true)}
    />
  );
}
