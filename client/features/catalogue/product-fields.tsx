import { type Measures, productMeasures } from '#contracts/measures.ts';
import type { ProductRow } from '#contracts/product.ts';
import { productKinds } from '#contracts/product-kinds.ts';
import { formatFigure, formatQuantity, unitWord } from '#contracts/quantity.ts';
import { MeasureFields } from '../../shared/measure-fields.tsx';
import { model } from '../../sync/models.ts';
import { Button } from '../../ui/button.tsx';
import { type FieldProps, SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { FigureField } from '../../ui/figure-field.tsx';
import { Segment } from '../../ui/segment.tsx';
import { PickMany } from './pick-many.tsx';
import { type Counted, type Flag, minimumOf, type ProductDraft, type ProductErrors, priceOf } from './product-draft.ts';
import { clientName, itemName, kindWords, priceWords } from './product-words.ts';

interface ProductFieldsProps {
  readonly draft: ProductDraft;
  /** What was opened: a field that differs says what it was. */
  readonly base?: ProductDraft;
  readonly counted: Counted;
  readonly errors: ProductErrors;
  readonly onChange: (part: Partial<ProductDraft>) => void;
}

type Name = Exclude<keyof ProductDraft, 'sharedWith' | 'materials' | 'measures' | 'flags' | 'kind'>;
type Fielded = (name: Name, path?: string) => Pick<FieldProps, 'value' | 'onChange' | 'error' | 'was'>;

/** The card of a product: what it is, what it costs, for whom, and how it is made. */
export function ProductFields(props: ProductFieldsProps) {
  const { draft, base, counted, errors, onChange } = props;
  const { unit, scale } = counted;
  const field: Fielded = (name, path = name) => ({
    value: draft[name],
    onChange: (value) => onChange({ [name]: value }),
    error: errors[path],
    was: base === undefined || base[name] === draft[name] ? undefined : base[name],
  });
  const clients = model('clients').list.value.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Segment
        label="Kind"
        value={draft.kind}
        onChange={(kind) => onChange({ kind })}
        options={productKinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
      />
      <TextField label="Name" required maxLength={120} {...field('name')} />
      <div class="pair">
        <TextField label="Code" required maxLength={40} spellcheck={false} hint="Also called SKU" {...field('sku')} />
        <FigureField
          label={`Price for 1 ${unitWord(unit, 10 ** scale, scale)}`}
          required
          suffix="$"
          reading={priceOf(draft)}
          write={(figure) => priceWords(figure, counted)}
          hint="New orders take it; open ones keep theirs"
          {...field('price', 'unitPrice')}
        />
        <FigureField
          label="Made from"
          suffix={unitWord(unit, minimumOf(draft, scale).figure ?? 0, scale)}
          reading={minimumOf(draft, scale)}
          write={(figure) => formatQuantity(figure, scale, unit)}
          hint={`The least of one order, such as ${formatFigure(100 * 10 ** scale, scale)}`}
          {...field('minimum', 'minimumQuantity')}
        />
      </div>
      <SelectField
        label="Made for"
        placeholder="Anybody"
        options={withChosen(clients, draft.clientId)}
        {...field('clientId')}
      />
      {draft.clientId !== '' && (
        <PickMany
          label="Also for"
          add="Add a client"
          chosen={draft.sharedWith}
          options={clients.filter(({ value }) => value !== draft.clientId)}
          nameOf={clientName}
          max={50}
          onChange={(sharedWith) => onChange({ sharedWith })}
        />
      )}
      <TextArea label="Specification" maxLength={2_000} {...field('specification')} />
      {draft.kind === 'service' ? <ServiceFields {...props} field={field} /> : <MadeFields {...props} field={field} />}
    </>
  );
}

interface KindFieldsProps extends ProductFieldsProps {
  readonly field: Fielded;
}

const flagWords: Readonly<Record<Flag, string>> = {
  strengthMatters: 'Strength matters',
  deliveryIncluded: 'Delivery is included',
  consignment: 'On consignment',
};

function MadeFields({ draft, base, errors, onChange, field }: KindFieldsProps) {
  const items = model('stock-levels').list.value.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <h3>How it is made</h3>
      <MeasureFields
        of={measuresOf(draft.kind)}
        typed={draft.measures}
        base={base?.measures}
        errors={measureErrorsOf(errors)}
        onChange={(measures) => onChange({ measures })}
      />
      <PickMany
        label="Made of"
        add="Add a material"
        chosen={draft.materials}
        options={items}
        nameOf={itemName}
        max={20}
        onChange={(materials) => onChange({ materials })}
      />
      <TextArea label="Tolerances" rows={2} maxLength={2_000} {...field('tolerances')} />
      <TextArea label="Tooling" rows={2} maxLength={2_000} {...field('tooling')} />
      <TextArea label="Packing" rows={2} maxLength={2_000} {...field('packing')} />
      <Flags draft={draft} names={['strengthMatters', 'deliveryIncluded', 'consignment']} onChange={onChange} />
    </>
  );
}

function ServiceFields({ draft, base, errors, onChange, field }: KindFieldsProps) {
  return (
    <>
      <MeasureFields
        of={measuresOf('service')}
        typed={draft.measures}
        base={base?.measures}
        errors={measureErrorsOf(errors)}
        onChange={(measures) => onChange({ measures })}
      />
      <div class="pair">
        <TextArea label="From" rows={2} maxLength={500} {...field('deliverFrom')} />
        <TextArea label="To" rows={2} maxLength={500} {...field('deliverTo')} />
      </div>
    </>
  );
}

interface FlagsProps {
  readonly draft: ProductDraft;
  readonly names: readonly Flag[];
  readonly onChange: (part: Partial<ProductDraft>) => void;
}

function Flags({ draft, names, onChange }: FlagsProps) {
  return (
    <fieldset class="filters" aria-label="More about it">
      {names.map((name) => (
        <Button
          key={name}
          pressed={draft.flags[name]}
          onPress={() => onChange({ flags: { ...draft.flags, [name]: !draft.flags[name] } })}
        >
          {flagWords[name]}
        </Button>
      ))}
    </fieldset>
  );
}

/** Only a core has a wall, and only a service takes a time that is agreed. */
export function measuresOf(kind: ProductRow['kind']): Measures {
  const { innerDiameter, length, wall, workMinutes, ...making } = productMeasures;
  if (kind === 'service') return { workMinutes };
  return kind === 'core' ? { innerDiameter, length, wall, ...making } : making;
}

function measureErrorsOf(errors: ProductErrors): ProductErrors {
  const mine = Object.entries(errors).filter(([path]) => path.startsWith('measures.'));
  return Object.fromEntries(mine.map(([path, words]) => [path.slice('measures.'.length), words]));
}

/** A client who is off the lists by now stays chosen. */
function withChosen(options: readonly { value: string; label: string }[], id: string) {
  const missing = id !== '' && options.every(({ value }) => value !== id);
  return missing ? [{ value: id, label: clientName(id) }, ...options] : options;
}
