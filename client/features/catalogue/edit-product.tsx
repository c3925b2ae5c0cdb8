import { useLocation } from 'preact-iso';
import type { ProductRow } from '#contracts/product.ts';
import { units, unitWord } from '#contracts/quantity.ts';
import { cardLines } from '../../shared/card-words.ts';
import { EditEnd } from '../../shared/edit-end.tsx';
import { refusedFields } from '../../shared/field-errors.ts';
import { NewForm } from '../../shared/new-form.tsx';
import { useEdit } from '../../shared/use-edit.ts';
import { useForm } from '../../shared/use-form.ts';
import { model } from '../../sync/models.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { SelectField } from '../../ui/field.tsx';
import { showFirstError } from '../../ui/focus.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import { cardWinner, putLabel } from './catalogue-words.ts';
import { type Counted, emptyProduct, productCard, productDraft, productErrors } from './product-draft.ts';
import { ProductFields } from './product-fields.tsx';
import { productWords } from './product-words.ts';

interface EditProductProps {
  readonly product: ProductRow;
  readonly onClose: () => void;
}

/** An edit of the card from the version that was on screen. Somebody else's edit is shown, and never written over. */
export function EditProduct({ product, onClose }: EditProductProps) {
  const { id, version } = product;
  const edit = useEdit(useCommand('ReviseProduct'), {
    kept: `product/${id}`,
    now: { version, base: productDraft(product) },
    check: (mine) => productErrors(mine, product),
    refused: refusedFields,
    wish: (mine) => ({ productId: id, ...productCard(mine, product) }),
    refresh: () => model('products').refresh(),
    onClose,
  });
  return (
    <SidePanel title={`Edit ${product.name}`} onClose={onClose}>
      <div class="form">
        <ProductFields
          draft={edit.mine}
          base={edit.base}
          counted={product}
          errors={edit.errors ?? {}}
          onChange={edit.change}
        />
        <EditEnd
          label="Save the card"
          edit={edit}
          lines={(one) => cardLines(productWords(product), productCard(one, product))}
          winnerWords={cardWinner}
        />
      </div>
    </SidePanel>
  );
}

const measuredUnits: readonly string[] = ['m', 'm2', 'kg', 'L'];
const byThePiece: Counted = { unit: 'piece', scale: 0 };

/** A product is put on the list. */
export function NewProduct({ onClose }: { readonly onClose: () => void }) {
  const { route } = useLocation();
  const form = useForm(useCommand('RegisterProduct'), {
    kept: 'new-product',
    opens: () => ({ card: emptyProduct, counted: byThePiece }),
    check: ({ card, counted }) => productErrors(card, counted),
    refused: refusedFields,
    onClose,
    onDone: (_, id) => route(`/products/${id}`, true),
    onRefused: () => showFirstError('.side-panel'),
  });
  const { card, counted } = form.entered;
  return (
    <SidePanel title="New product" onClose={onClose}>
      <NewForm
        title="New product"
        label={putLabel(card.name)}
        form={form}
        wish={() => ({ productId: form.id, ...productCard(card, counted), ...counted })}
        disabledBecause={onlineOnly()}
        winnerWords={cardWinner}
      >
        <CountedFields counted={counted} onChange={(part) => form.change({ counted: part })} />
        <ProductFields
          draft={card}
          counted={counted}
          errors={form.errors ?? {}}
          onChange={(part) => form.change({ card: { ...card, ...part } })}
        />
      </NewForm>
    </SidePanel>
  );
}

interface CountedFieldsProps {
  readonly counted: Counted;
  readonly onChange: (counted: Counted) => void;
}

/** Units that are weighed or measured may have decimals; what is counted has none. */
function CountedFields({ counted: { unit, scale }, onChange }: CountedFieldsProps) {
  return (
    <div class="pair">
      <SelectField
        label="Counted in"
        hint="This stays as it is"
        options={units.map((one) => ({ value: one, label: unitWord(one, 0, 0) }))}
        value={unit}
        onChange={(value) => {
          const chosen = units.find((one) => one === value) ?? unit;
          onChange({ unit: chosen, scale: measuredUnits.includes(chosen) ? scale : 0 });
        }}
      />
      {measuredUnits.includes(unit) && (
        <SelectField
          label="Decimals"
          options={['None', 'One', 'Two', 'Three'].map((label, at) => ({ value: String(at), label }))}
          value={String(scale)}
          onChange={(value) => onChange({ unit, scale: Number(value) })}
        />
      )}
    </div>
  );
}
