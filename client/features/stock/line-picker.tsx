import { formatFigure, formatQuantity } from '#contracts/quantity.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { autofill } from '../../ui/autofill.ts';
import { Icon } from '../../ui/icon.tsx';
import type { NeedyLine } from './open-lines.ts';

interface LinePickerProps {
  readonly item: StockLevel;
  /** Lines that ask for this item. */
  readonly own: readonly NeedyLine[];
  /** Lines that ask for something else in the same unit. */
  readonly others: readonly NeedyLine[];
  readonly chosen: NeedyLine | undefined;
  readonly onChange: (key: string) => void;
}

/** For which line of which order. The tablet's own list, with the most urgent line first. */
export function LinePicker({ item, own, others, chosen, onChange }: LinePickerProps) {
  return (
    <div class="input line-picker">
      <span class="what" aria-hidden="true">
        {chosen === undefined ? (
          <span class="second">Choose an order</span>
        ) : (
          <>
            <strong class="nowrap">{chosen.order.number}</strong>
            <span class="one-line">{chosen.order.clientName}</span>
            <span class="nowrap push">needs {formatFigure(chosen.needed, chosen.scale)}</span>
          </>
        )}
      </span>
      <select
        {...autofill()}
        aria-label="For which order"
        value={chosen?.key ?? ''}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {chosen === undefined && <option value="">Choose an order</option>}
        <Lines label={`Orders that ask for ${item.name}`} lines={own} />
        <Lines label="Orders that ask for other stock" lines={others} named />
      </select>
      <Icon name="chevron-down" />
    </div>
  );
}

interface LinesProps {
  readonly label: string;
  readonly lines: readonly NeedyLine[];
  /** Also says what the line asks for. */
  readonly named?: boolean;
}

function Lines({ label, lines, named = false }: LinesProps) {
  if (lines.length === 0) return null;
  return (
    <optgroup label={label}>
      {lines.map(({ key, order, needed, scale, unit, description, completed }) => (
        <option key={key} value={key}>
          {[
            order.number,
            order.clientName,
            ...(named ? [description] : []),
            `needs ${formatQuantity(needed, scale, unit)}`,
            ...(order.priority === 'asap' ? ['ASAP'] : []),
            ...(completed ? ['made already'] : []),
          ].join(' · ')}
        </option>
      ))}
    </optgroup>
  );
}
