import { readQuantity } from '#contracts/figures.ts';
import type { Measured, Measures } from '#contracts/measures.ts';
import { formatFigure } from '#contracts/quantity.ts';
import { Fact } from '../ui/fact.tsx';
import { FigureField } from '../ui/figure-field.tsx';
import type { MeasuresTyped } from './measures.ts';

interface MeasureFieldsProps {
  readonly of: Measures;
  readonly typed: MeasuresTyped;
  /** What was opened: a figure that differs says what it was. */
  readonly base?: MeasuresTyped | undefined;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (typed: MeasuresTyped) => void;
}

/** The figures of a specification, two beside each other. */
export function MeasureFields({ of, typed, base, errors, onChange }: MeasureFieldsProps) {
  return (
    <div class="pair">
      {Object.entries(of).map(([name, { label, unit, scale }]) => {
        const was = base?.[name];
        return (
          <FigureField
            key={name}
            label={label}
            suffix={unit}
            reading={readQuantity(typed[name] ?? '', scale)}
            write={(figure) => `${formatFigure(figure, scale)} ${unit}`}
            value={typed[name] ?? ''}
            was={was === typed[name] ? undefined : was}
            error={errors[name]}
            onChange={(value) => onChange({ ...typed, [name]: value })}
          />
        );
      })}
    </div>
  );
}

/** The same as facts, in a `dl.facts`: only what is known. */
export function MeasureFacts({ of, measured }: { readonly of: Measures; readonly measured: Measured | undefined }) {
  return (
    <>
      {Object.entries(of).map(([name, { label, unit, scale }]) => {
        const value = measured?.[name];
        return (
          <Fact key={name} name={label}>
            {value !== undefined && `${formatFigure(value, scale)} ${unit}`}
          </Fact>
        );
      })}
    </>
  );
}
