import { Icon, type IconName } from './icon.tsx';

interface SegmentProps<Value extends string> {
  /** What is chosen here: "Show". */
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly icon?: IconName }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** Single buttons beside each other instead of joined ones: filters of a list. */
  readonly apart?: boolean;
}

/** One of a few, all of them visible. */
export function Segment<Value extends string>({ label, options, value, onChange, apart = false }: SegmentProps<Value>) {
  return (
    <fieldset class={apart ? 'filters' : 'segment'} aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          class="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.icon !== undefined && <Icon name={option.icon} />}
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
