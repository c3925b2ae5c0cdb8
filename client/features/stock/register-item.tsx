import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { readQuantity } from '#contracts/figures.ts';
import { formatQuantity, type Unit, units, unitWord } from '#contracts/quantity.ts';
import { type StockKind, stockKinds } from '#contracts/stock-kinds.ts';
import { filled } from '../../shared/filled.ts';
import { draft, dropDraft } from '../../sync/drafts.ts';
import { newId } from '../../sync/ids.ts';
import { model } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { MainButton, QuietButton } from '../../ui/button.tsx';
import { SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { FigureField } from '../../ui/figure-field.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { Segment } from '../../ui/segment.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { kindWords } from './stock-words.ts';

const KEY = 'register-item';

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

/** Units that are weighed or measured may have decimals; what is counted has none. */
const measured: readonly Unit[] = ['m', 'm2', 'kg', 'L'];

/** A new item on the list of stock. It is empty until something is received or counted. */
export function RegisterItem({ onClose }: { readonly onClose: () => void }) {
  const { route } = useLocation();
  const entered = draft(KEY, empty);
  const [id] = useState(newId);
  const command = useCommand('RegisterStockItem');
  const it = entered.value;
  const scale = measured.includes(it.unit) ? Number(it.scale) : 0;
  const reorderAt = readQuantity(it.reorderPoint, scale);
  const reorderPoint = reorderAt.figure;
  const wrong = Object.fromEntries((command.problem?.errors ?? []).map(({ path, message }) => [path, message]));

  /** What a field is given, by its name. */
  function field<Name extends keyof typeof empty>(name: Name) {
    const error = wrong[name] === undefined ? undefined : `It ${wrong[name]}.`;
    return {
      value: it[name],
      onChange: (value: string) => {
        entered.value = { ...it, [name]: value };
      },
      error,
    };
  }
  function discard(): void {
    dropDraft(KEY);
    onClose();
  }
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (command.sending || reorderPoint === undefined || missing(it) !== undefined) return;
    const done = await command.run({
      ...{ itemId: id, kind: it.kind, code: it.code.trim(), name: it.name.trim(), unit: it.unit, scale, reorderPoint },
      ...filled('bay', it.bay),
      ...filled('specification', it.specification),
      ...(it.kind === 'raw-material' ? filled('supplier', it.supplier) : {}),
      ...(it.kind === 'finished-goods'
        ? { ...filled('clientId', it.clientId), ...filled('productId', it.productId) }
        : {}),
    });
    if (!done) return;
    dropDraft(KEY);
    route(`/stock/${id}`, true);
  }
  return (
    <SidePanel title="New stock item" onClose={onClose}>
      <form class="form" aria-label="New stock item" onSubmit={(event) => void submit(event)} noValidate>
        <Segment
          label="Kind"
          value={it.kind}
          onChange={(kind) => {
            entered.value = { ...it, kind };
          }}
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
        <div class="pair">
          <SelectField
            label="Counted in"
            options={units.map((unit) => ({ value: unit, label: unitWord(unit, 0, 0) }))}
            {...field('unit')}
          />
          {measured.includes(it.unit) && (
            <SelectField
              label="Decimals"
              options={[
                { value: '0', label: 'None' },
                { value: '1', label: 'One' },
                { value: '2', label: 'Two' },
                { value: '3', label: 'Three' },
              ]}
              {...field('scale')}
            />
          )}
          <FigureField
            label="Reorder at"
            reading={reorderAt}
            write={(figure) => formatQuantity(figure, scale, it.unit)}
            suffix={unitWord(it.unit, 0, scale)}
            {...field('reorderPoint')}
          />
        </div>
        {it.kind === 'raw-material' && <TextField label="Supplier" maxLength={120} {...field('supplier')} />}
        {it.kind === 'finished-goods' && <MadeFor field={field} />}
        <TextArea label="Specification" maxLength={2_000} {...field('specification')} />
        <div>
          <MainButton
            submit
            wide
            label="Put it on the list"
            sending={command.sending}
            disabledBecause={missing(it) ?? reorderAt.wrong}
          />
          <NotDone problem={command.problem} />
        </div>
        <QuietButton onPress={discard}>Discard</QuietButton>
      </form>
    </SidePanel>
  );
}

interface MadeForProps {
  readonly field: (name: 'clientId' | 'productId') => {
    readonly value: string;
    readonly onChange: (value: string) => void;
    readonly error: string | undefined;
  };
}

/** Finished goods are one client's product. */
function MadeFor({ field }: MadeForProps) {
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

function missing({ name, code }: typeof empty): string | undefined {
  if (name.trim() === '') return 'Enter a name first.';
  return code.trim() === '' ? 'Enter the code first.' : undefined;
}
