import { itemMeasures } from '#contracts/measures.ts';
import { formatUnitPrice } from '#contracts/money.ts';
import { formatQuantity, unitWord } from '#contracts/quantity.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { cardLines } from '../../shared/card-words.ts';
import { EditEnd } from '../../shared/edit-end.tsx';
import { refusedFields } from '../../shared/field-errors.ts';
import { MeasureFields } from '../../shared/measure-fields.tsx';
import { useEdit } from '../../shared/use-edit.ts';
import { model } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { type FieldProps, SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { FigureField } from '../../ui/figure-field.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import {
  type ItemDraft,
  type ItemErrors,
  itemCard,
  itemDraft,
  itemErrors,
  leadTimeOf,
  reorderPointOf,
  unitCostOf,
} from './item-draft.ts';
import { itemWords } from './item-words.ts';
import { nameIn } from './name-in.ts';
import { winnerTitle } from './stock-words.ts';

interface EditItemProps {
  readonly item: StockLevel;
  readonly onClose: () => void;
}

/** An edit of the card from the version that was on screen. Somebody else's edit is shown, and never written over. */
export function EditItem({ item, onClose }: EditItemProps) {
  const { id, scale } = item;
  const edit = useEdit(useCommand('ReviseStockItem'), {
    kept: `item/${id}`,
    now: { version: item.cardVersion, base: itemDraft(item) },
    check: (mine) => itemErrors(mine, scale),
    refused: refusedFields,
    wish: (mine) => ({ itemId: id, ...itemCard(mine, scale) }),
    refresh: () => model('stock-levels').refresh(),
    onClose,
  });
  return (
    <SidePanel title={`Edit ${item.name}`} onClose={onClose}>
      <div class="form">
        <ItemFields item={item} draft={edit.mine} base={edit.base} errors={edit.errors ?? {}} onChange={edit.change} />
        <EditEnd
          label="Save the card"
          edit={edit}
          lines={(one) => cardLines(itemWords(scale, nameIn), itemCard(one, scale))}
          winnerWords={(winner) => winnerTitle(winner, scale)}
        />
      </div>
    </SidePanel>
  );
}

interface ItemFieldsProps {
  readonly item: StockLevel;
  readonly draft: ItemDraft;
  readonly base: ItemDraft;
  readonly errors: ItemErrors;
  readonly onChange: (part: Partial<ItemDraft>) => void;
}

function ItemFields({ item, draft, base, errors, onChange }: ItemFieldsProps) {
  const { unit, scale } = item;
  function field(name: Exclude<keyof ItemDraft, 'measures'>): Pick<FieldProps, 'value' | 'onChange' | 'error' | 'was'> {
    return {
      value: draft[name],
      onChange: (value) => onChange({ [name]: value }),
      error: errors[name],
      was: base[name] === draft[name] ? undefined : base[name],
    };
  }
  const measureErrors = Object.entries(errors).flatMap(([path, words]) =>
    path.startsWith('measures.') ? [[path.slice('measures.'.length), words] as const] : [],
  );
  return (
    <>
      <TextField label="Name" required maxLength={120} {...field('name')} />
      <div class="pair">
        <TextField label="Code" required maxLength={40} spellcheck={false} {...field('code')} />
        <TextField label="Bay" maxLength={20} {...field('bay')} />
        <FigureField
          label="Reorder at"
          suffix={unitWord(unit, 0, scale)}
          reading={reorderPointOf(draft, scale)}
          write={(figure) => formatQuantity(figure, scale, unit)}
          {...field('reorderPoint')}
        />
      </div>
      {item.kind === 'finished-goods' ? <MadeFor item={item} field={field} /> : <Bought draft={draft} field={field} />}
      <h3>Specification</h3>
      <MeasureFields
        of={itemMeasures}
        typed={draft.measures}
        base={base.measures}
        errors={Object.fromEntries(measureErrors)}
        onChange={(measures) => onChange({ measures })}
      />
      <TextArea label="In words" maxLength={2_000} {...field('specification')} />
    </>
  );
}

type Fielded = (name: Exclude<keyof ItemDraft, 'measures'>) => Pick<FieldProps, 'value' | 'onChange' | 'error' | 'was'>;

function Bought({ draft, field }: { readonly draft: ItemDraft; readonly field: Fielded }) {
  return (
    <div class="pair">
      <TextField label="Supplier" maxLength={120} {...field('supplier')} />
      <TextField label="Supplier’s code" maxLength={60} spellcheck={false} {...field('supplierCode')} />
      <FigureField
        label="Comes after"
        suffix="days"
        reading={leadTimeOf(draft)}
        write={(days) => `${days} days`}
        {...field('leadTimeDays')}
      />
      <FigureField
        label="Cost of one"
        suffix="$"
        reading={unitCostOf(draft)}
        write={(cost) => `$${formatUnitPrice(cost)}`}
        {...field('unitCost')}
      />
    </div>
  );
}

function MadeFor({ item, field }: { readonly item: StockLevel; readonly field: Fielded }) {
  const options = (name: 'clients' | 'products', chosen: string | undefined) => {
    const all = model(name).list.value.map((row) => ({ value: row.id, label: row.name }));
    const missing = chosen !== undefined && all.every(({ value }) => value !== chosen);
    return missing ? [{ value: chosen, label: nameIn(name, chosen) }, ...all] : all;
  };
  const { was: _client, ...client } = field('clientId');
  const { was: _product, ...product } = field('productId');
  return (
    <div class="pair">
      <SelectField
        label="Client"
        placeholder="Nobody in particular"
        options={options('clients', item.clientId)}
        {...client}
      />
      <SelectField label="Product" placeholder="None" options={options('products', item.productId)} {...product} />
    </div>
  );
}
