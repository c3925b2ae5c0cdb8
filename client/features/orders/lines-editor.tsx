import { formatCents, formatUnitPrice, lineCents } from '#contracts/money.ts';
import { formatFigure, formatQuantity, unitWord } from '#contracts/quantity.ts';
import { model } from '../../sync/models.ts';
import { Button } from '../../ui/button.tsx';
import { FigureField } from '../../ui/figure-field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { AddLine } from './add-line.tsx';
import { type DraftErrors, type LineDraft, priceOf, quantityOf } from './order-draft.ts';

interface LinesEditorProps {
  readonly lines: readonly LineDraft[];
  /** What was opened: a figure that differs says what it was. */
  readonly base?: readonly LineDraft[];
  /** Products that are made for another client are left out. */
  readonly clientId: string | undefined;
  readonly errors: DraftErrors | undefined;
  readonly onChange: (lines: readonly LineDraft[]) => void;
}

/** The lines of an order with quantity and price, and the search that adds another. */
export function LinesEditor({ lines, base, clientId, errors, onChange }: LinesEditorProps) {
  return (
    <div class="stack">
      {lines.length > 0 && (
        <ul class="stack line-drafts">
          {lines.map((line) => (
            <LineEditor
              key={line.lineId}
              line={line}
              base={base?.find(({ lineId }) => lineId === line.lineId)}
              error={errors?.ofLine[line.lineId]}
              onChange={(part) =>
                onChange(lines.map((one) => (one.lineId === line.lineId ? { ...one, ...part } : one)))
              }
              onRemove={() => onChange(lines.filter(({ lineId }) => lineId !== line.lineId))}
            />
          ))}
        </ul>
      )}
      {errors?.lines !== undefined && (
        <p class="wrong" role="alert">
          <Icon name="warning" size={16} /> {errors.lines}
        </p>
      )}
      <AddLine clientId={clientId} onAdd={(line) => onChange([...lines, line])} />
    </div>
  );
}

interface LineEditorProps {
  readonly line: LineDraft;
  readonly base: LineDraft | undefined;
  readonly error: DraftErrors['ofLine'][string] | undefined;
  readonly onChange: (part: Partial<LineDraft>) => void;
  readonly onRemove: () => void;
}

function LineEditor({ line, base, error, onChange, onRemove }: LineEditorProps) {
  const { description, unit, scale } = line;
  const one = 10 ** scale;
  const [quantity, price] = [quantityOf(line), priceOf(line)];
  const total = lineCents({ required: quantity.figure ?? 0, scale, unitPrice: price.figure ?? 0 });
  const was = (field: 'quantity' | 'price') =>
    base === undefined || base[field] === line[field] ? undefined : base[field];
  return (
    <li data-line={line.lineId}>
      <div class="row">
        <p class="strong grow">{description}</p>
        <span class="nowrap">{formatCents(total)}</span>
        <span class="plain">
          <Button icon="close" label={`Take ${description} off the order`} onPress={onRemove} />
        </span>
      </div>
      <div class="line-fields">
        <FigureField
          label="Quantity"
          reading={quantity}
          write={(figure) => formatQuantity(figure, scale, unit)}
          inputMode={scale === 0 ? 'numeric' : 'decimal'}
          suffix={unitWord(unit, quantity.figure ?? 0, scale)}
          value={line.quantity}
          was={was('quantity')}
          hint={minimumWords(line)}
          error={error?.quantity}
          onChange={(typed) => onChange({ quantity: typed })}
        />
        <FigureField
          label={`Price for 1 ${unitWord(unit, one, scale)}`}
          reading={price}
          write={(figure) => `$${formatUnitPrice(figure)} for 1 ${unitWord(unit, one, scale)}`}
          suffix="$"
          value={line.price}
          was={was('price')}
          error={error?.price}
          onChange={(typed) => onChange({ price: typed })}
        />
      </div>
    </li>
  );
}

/** Some products are made from a quantity up. It is told, not enforced: the office decides. */
function minimumWords({ productId, quantity, scale }: LineDraft): string | undefined {
  if (productId === undefined) return undefined;
  const least = model('products').rows.value.get(productId)?.minimumQuantity ?? 0;
  return least > (quantityOf({ quantity, scale }).figure ?? 0)
    ? `Made from ${formatFigure(least, scale)} up.`
    : undefined;
}
