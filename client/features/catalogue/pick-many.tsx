import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';

interface PickManyProps {
  /** "Also for" */
  readonly label: string;
  /** "Add a client" */
  readonly add: string;
  readonly chosen: readonly string[];
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly nameOf: (id: string) => string;
  readonly max: number;
  readonly error?: string | undefined;
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Some of many: those that are chosen, each with a way off, and a list to add from. */
export function PickMany({ label, add, chosen, options, nameOf, max, error, onChange }: PickManyProps) {
  const left = options.filter(({ value }) => !chosen.includes(value));
  return (
    <div class="stack">
      {chosen.length > 0 && (
        <ul class="rows" aria-label={label}>
          {chosen.map((id) => (
            <li key={id} class="row">
              <span class="grow">{nameOf(id)}</span>
              <Button
                icon="close"
                label={`Take ${nameOf(id)} off`}
                onPress={() => onChange(chosen.filter((one) => one !== id))}
              />
            </li>
          ))}
        </ul>
      )}
      {left.length > 0 && chosen.length < max && (
        <SelectField
          label={label}
          placeholder={add}
          options={left}
          value=""
          error={error}
          onChange={(id) => id !== '' && onChange([...chosen, id])}
        />
      )}
    </div>
  );
}
