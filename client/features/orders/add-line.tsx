import { useState } from 'preact/hooks';
import { formatUnitPrice } from '#contracts/money.ts';
import type { ProductRow } from '#contracts/product.ts';
import { formatQuantity, unitWord } from '#contracts/quantity.ts';
import { search } from '#contracts/search.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { newId } from '../../sync/ids.ts';
import { model } from '../../sync/models.ts';
import { arrowKeys } from '../../ui/arrow-keys.ts';
import { Button } from '../../ui/button.tsx';
import { focusFirstField } from '../../ui/focus.ts';
import { SearchField } from '../../ui/search-field.tsx';
import type { LineDraft } from './order-draft.ts';

interface AddLineProps {
  readonly clientId: string | undefined;
  readonly onAdd: (line: LineDraft) => void;
}

/** More than these are searched for. */
const CHOICES_MAX = 8;

/** Finds a product or a material, and puts it on the order. */
export function AddLine({ clientId, onAdd }: AddLineProps) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  if (!open) {
    return (
      <span>
        <Button icon="plus" onPress={() => setOpen(true)}>
          Add a line
        </Button>
      </span>
    );
  }
  const products = model('products').list.value.filter(
    ({ clientId: owner, sharedWith = [] }) =>
      owner === undefined || owner === clientId || (clientId !== undefined && sharedWith.includes(clientId)),
  );
  const choices = [...products.map(choiceOfProduct), ...model('stock-levels').list.value.map(choiceOfItem)];
  const found = search(choices, typed, ({ texts }) => texts);
  function add(choice: Choice): void {
    setOpen(false);
    setTyped('');
    const lineId = newId();
    onAdd({ lineId, quantity: '', note: '', ...choice.line });
    // How many is what comes next.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-line="${lineId}"] input`)?.focus());
  }
  return (
    <div class="add-line" ref={focusFirstField}>
      <div class="row">
        <SearchField label="Product or material" value={typed} onChange={setTyped} />
        <Button onPress={() => setOpen(false)}>Close</Button>
      </div>
      <ul class="rows" onKeyDown={arrowKeys('button')}>
        {found.slice(0, CHOICES_MAX).map((choice) => (
          <li key={choice.key}>
            <button type="button" class="choice" onClick={() => add(choice)}>
              <span class="strong">{choice.line.description}</span>
              <span class="second meta">{choice.detail}</span>
            </button>
          </li>
        ))}
      </ul>
      <p class="second meta" role="status">
        {found.length === 0
          ? 'Nothing has this name.'
          : found.length > CHOICES_MAX && `${found.length - CHOICES_MAX} more: type some letters of the name.`}
      </p>
    </div>
  );
}

interface Choice {
  readonly key: string;
  readonly line: Omit<LineDraft, 'lineId' | 'quantity' | 'note'>;
  readonly detail: string;
  /** What is searched. */
  readonly texts: readonly string[];
}

function choiceOfProduct({ id, name, sku, unit, scale, unitPrice }: ProductRow): Choice {
  const price = formatUnitPrice(unitPrice);
  return {
    key: `product ${id}`,
    line: { productId: id, description: name, unit, scale, price },
    detail: `${sku} · $${price} for 1 ${unitWord(unit, 10 ** scale, scale)}`,
    texts: [name, sku],
  };
}

function choiceOfItem({ id, name, code, unit, scale, free }: StockLevel): Choice {
  return {
    key: `item ${id}`,
    line: { itemId: id, description: name, unit, scale, price: '' },
    detail: `${code} · material · ${formatQuantity(free, scale, unit)} free`,
    texts: [name, code, 'material'],
  };
}
