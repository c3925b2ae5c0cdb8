import { useLocation } from 'preact-iso';
import { readQuantity } from '#contracts/figures.ts';
import { formatQuantity, type Unit, units, unitWord } from '#contracts/quantity.ts';
import { type StockKind, stockKinds } from '#contracts/stock-kinds.ts';
import { refusedFields } from '../../shared/field-errors.ts';
import { filled } from '../../shared/filled.ts';
import { NewForm } from '../../shared/new-form.tsx';
import { useForm } from '../../shared/use-form.ts';
import { model } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { FigureField } from '../../ui/figure-field.tsx';
import { Segment } from '../../ui/segment.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { kindWords, winnerTitle } from './stock-words.ts';

const empty = {
  kind: 'raw-material' as StockKind,
  name: '',
  code: '',
  bay: '',
  unit: 'roll' as Unit,
  scale: '0',
  reorderPoint: '0',
  supplier: '',
  clientId: '',
  productId: '',
  specification: '',
};

type ItemDraft = typeof empty;
type Field = (name: Exclude<keyof ItemDraft, 'kind'>) => {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | undefined;
};

const decimals = [
  { value: '0', label: 'None' },
  { value: '1', label: 'One' },
  { value: '2', label: 'Two' },
  { value: '3', label: 'Three' },
];

/** Units that are weighed or measured may have decimals; what is counted has none. */
const measured: readonly Unit[] = ['m', 'm2', 'kg', 'L'];

/** A new item on the list of stock. It is empty until something is received or counted. */
export function RegisterItem({ onClose }: { readonly onClose: () => void }) {
  const { route } = useLocation();
  const form = useForm(useCommand('RegisterStockItem'), {
    kept: 'register-item',
    opens: () => empty,
    refused: refusedFields,
    onClose,
    onDone: (_, id) => route(`/stock/${id}`, true),
  });
  const it = form.entered;
  return (
    <SidePanel title="New stock item" onClose={onClose}>
      <NewForm
        title="New stock item"
        label="Put it on the list"
        form={form}
        wish={() => itemOf(form.id, it)}
        disabledBecause={missing(it) ?? reorderAt(it).wrong}
        winnerWords={(winner) => winnerTitle(winner, 0)}
      >
        <ItemFields draft={it} errors={form.errors} onChange={form.change} />
      </NewForm>
    </SidePanel>
  );
}

interface ItemFieldsProps {
  readonly draft: ItemDraft;
  readonly errors: Readonly<Record<string, string>> | undefined;
  readonly onChange: (part: Partial<ItemDraft>) => void;
}

function ItemFields({ draft: it, errors, onChange }: ItemFieldsProps) {
  /** What a field is given, by its name. */
  const field: Field = (name) => ({
    value: it[name],
    onChange: (value) => onChange({ [name]: value }),
    error: errors?.[name],
  });
  return (
    <>
      <Segment
        label="Kind"
        value={it.kind}
        onChange={(kind) => onChange({ kind })}
        options={stockKinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
      />
      <TextField label="Name" maxLength={120} required {...field('name')} />
      <div class="pair">
        <TextField
          label="Code"
          maxLength={40}
          required
          spellcheck={false}
          hint="As it is on the label"
          {...field('code')}
        />
        <TextField label="Bay" maxLength={20} hint="Where it lies" {...field('bay')} />
      </div>
      <Counting draft={it} field={field} />
      {it.kind === 'raw-material' && <TextField label="Supplier" maxLength={120} {...field('supplier')} />}
      {it.kind === 'finished-goods' && <MadeFor field={field} />}
      <TextArea label="Specification" maxLength={2_000} {...field('specification')} />
    </>
  );
}

/** In which unit it is counted, how finely, and when it is low. */
function Counting({ draft: { unit, ...it }, field }: { readonly draft: ItemDraft; readonly field: Field }) {
  const scale = scaleOf(unit, it.scale);
  return (
    <div class="pair">
      <SelectField
        label="Counted in"
        options={units.map((one) => ({ value: one, label: unitWord(one, 0, 0) }))}
        {...field('unit')}
      />
      {measured.includes(unit) && <SelectField label="Decimals" options={decimals} {...field('scale')} />}
      <FigureField
        label="Reorder at"
        reading={readQuantity(it.reorderPoint, scale)}
        write={(figure) => formatQuantity(figure, scale, unit)}
        suffix={unitWord(unit, 0, scale)}
        {...field('reorderPoint')}
      />
    </div>
  );
}

/** Finished goods are one client's product. */
function MadeFor({ field }: { readonly field: Field }) {
  const clients = model('clients').list.value;
  const products = model('products').list.value;
  return (
    <div class="pair">
      <SelectField
        label="Client"
        placeholder="Nobody in particular"
        options={clients.map(({ id, name }) => ({ value: id, label: name }))}
        {...field('clientId')}
      />
      <SelectField
        label="Product"
        placeholder="None"
        options={products.map(({ id, name }) => ({ value: id, label: name }))}
        {...field('productId')}
      />
    </div>
  );
}

function scaleOf(unit: Unit, scale: string): number {
  return measured.includes(unit) ? Number(scale) : 0;
}

function reorderAt({ unit, scale, reorderPoint }: ItemDraft) {
  return readQuantity(reorderPoint, scaleOf(unit, scale));
}

/** The item as the command takes it; undefined where the reorder point cannot be read. */
function itemOf(itemId: string, it: ItemDraft) {
  const scale = scaleOf(it.unit, it.scale);
  const reorderPoint = reorderAt(it).figure;
  if (reorderPoint === undefined) return undefined;
  return {
    ...{ itemId, kind: it.kind, code: it.code.trim(), name: it.name.trim(), unit: it.unit, scale, reorderPoint },
    ...filled('bay', it.bay),
    ...filled('specification', it.specification),
    ...(it.kind === 'raw-material' ? filled('supplier', it.supplier) : {}),
    ...(it.kind === 'finished-goods'
      ? { ...filled('clientId', it.clientId), ...filled('productId', it.productId) }
      : {}),
  };
}

function missing({ name, code }: ItemDraft): string | undefined {
  if (name.trim() === '') return 'Enter a name first.';
  return code.trim() === '' ? 'Enter the code first.' : undefined;
}
