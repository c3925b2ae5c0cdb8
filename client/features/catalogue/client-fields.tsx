import { Button } from '../../ui/button.tsx';
import { type FieldProps, TextArea, TextField } from '../../ui/field.tsx';
import { type ClientDraft, type ClientErrors, type ContactDraft, emptyContact } from './client-draft.ts';

interface ClientFieldsProps {
  readonly draft: ClientDraft;
  /** What was opened: a field that differs says what it was. */
  readonly base?: ClientDraft;
  readonly errors: ClientErrors;
  readonly onChange: (part: Partial<ClientDraft>) => void;
}

type TextName = Exclude<keyof ClientDraft, 'contacts' | 'deliveryAddresses'>;

/** The card of a client: how to reach them, where goods go, and on which terms. */
export function ClientFields({ draft, base, errors, onChange }: ClientFieldsProps) {
  function field(name: TextName): Pick<FieldProps, 'value' | 'onChange' | 'error' | 'was'> {
    return {
      value: draft[name],
      onChange: (value) => onChange({ [name]: value }),
      error: errors[name],
      was: base === undefined || base[name] === draft[name] ? undefined : base[name],
    };
  }
  return (
    <>
      <TextField label="Name" required maxLength={120} {...field('name')} />
      <div class="pair">
        <TextField label="ABN" maxLength={20} inputMode="numeric" {...field('abn')} />
        <TextField label="Website" maxLength={200} {...field('website')} />
      </div>
      <div class="pair">
        <TextField label="Phone" type="tel" maxLength={40} {...field('phone')} />
        <TextField label="E-mail" type="email" maxLength={254} {...field('email')} />
      </div>
      <TextArea label="Address" rows={2} maxLength={500} {...field('address')} />
      <Addresses
        all={draft.deliveryAddresses}
        errors={errors}
        onChange={(deliveryAddresses) => onChange({ deliveryAddresses })}
      />
      <div class="pair">
        <TextField label="Payment terms" maxLength={200} hint="Such as 30 days" {...field('paymentTerms')} />
        <TextField
          label="Lead time"
          suffix="days"
          inputMode="numeric"
          maxLength={3}
          hint="From order to delivery"
          {...field('leadTimeDays')}
        />
      </div>
      <Contacts all={draft.contacts} errors={errors} onChange={(contacts) => onChange({ contacts })} />
      <TextArea label="Notes" maxLength={2_000} {...field('notes')} />
    </>
  );
}

interface PartProps<Part> {
  readonly all: readonly Part[];
  readonly errors: ClientErrors;
  readonly onChange: (all: readonly Part[]) => void;
}

const ADDRESSES_MAX = 10;
const CONTACTS_MAX = 20;

function Addresses({ all, errors, onChange }: PartProps<string>) {
  return (
    <div class="stack">
      {all.map((address, at) => (
        <div key={at} class="part">
          <TextArea
            label={all.length === 1 ? 'Delivers to' : `Delivers to, ${at + 1}`}
            rows={2}
            maxLength={500}
            value={address}
            error={errors[`deliveryAddresses.${at}`]}
            onChange={(value) => onChange(all.with(at, value))}
          />
          <Button icon="close" label={`Take address ${at + 1} off`} onPress={() => onChange(all.toSpliced(at, 1))} />
        </div>
      ))}
      {all.length < ADDRESSES_MAX && (
        <span>
          <Button icon="plus" onPress={() => onChange([...all, ''])}>
            {all.length === 0 ? 'Goods go elsewhere' : 'Another delivery address'}
          </Button>
        </span>
      )}
    </div>
  );
}

function Contacts({ all, errors, onChange }: PartProps<ContactDraft>) {
  return (
    <div class="stack">
      <h3>Contacts</h3>
      {all.map((contact, at) => (
        <Contact
          key={at}
          contact={contact}
          at={at}
          errors={errors}
          onChange={(part) => onChange(all.with(at, { ...contact, ...part }))}
          onRemove={() => onChange(all.toSpliced(at, 1))}
        />
      ))}
      {all.length < CONTACTS_MAX && (
        <span>
          <Button icon="plus" onPress={() => onChange([...all, emptyContact])}>
            {all.length === 0 ? 'Add a contact' : 'Another contact'}
          </Button>
        </span>
      )}
    </div>
  );
}

interface ContactProps {
  readonly contact: ContactDraft;
  readonly at: number;
  readonly errors: ClientErrors;
  readonly onChange: (part: Partial<ContactDraft>) => void;
  readonly onRemove: () => void;
}

function Contact({ contact, at, errors, onChange, onRemove }: ContactProps) {
  const field = (name: keyof ContactDraft) => ({
    value: contact[name],
    onChange: (value: string) => onChange({ [name]: value }),
    error: errors[`contacts.${at}.${name}`],
  });
  const who = contact.name.trim() === '' ? `contact ${at + 1}` : contact.name.trim();
  return (
    <fieldset class="part" aria-label={at === 0 ? 'First contact' : `Contact ${at + 1}`}>
      <div class="pair">
        <TextField label={at === 0 ? 'Call first' : 'Name'} maxLength={120} {...field('name')} />
        <TextField label="Position" maxLength={120} {...field('position')} />
        <TextField label="Phone" type="tel" maxLength={40} {...field('phone')} />
        <TextField label="E-mail" type="email" maxLength={254} {...field('email')} />
      </div>
      <Button icon="close" label={`Take ${who} off`} onPress={onRemove} />
    </fieldset>
  );
}
