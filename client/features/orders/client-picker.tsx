import { useState } from 'preact/hooks';
import type { ClientRow } from '#contracts/client.ts';
import { search } from '#contracts/search.ts';
import { filled } from '../../shared/filled.ts';
import { useForm } from '../../shared/use-form.ts';
import { model } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { arrowKeys } from '../../ui/arrow-keys.ts';
import { Button, QuietButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { pickedClient } from './new-order-start.ts';
import { Refusal } from './order-refusal.tsx';

export interface PickedClient {
  readonly id: string;
  readonly name: string;
  readonly leadTimeDays?: number | undefined;
  /** Where its goods may go. */
  readonly addresses?: readonly string[] | undefined;
}

interface ClientPickerProps {
  readonly client: PickedClient | undefined;
  readonly onPick: (client: PickedClient | undefined) => void;
  /** "For whom is it?" */
  readonly error: string | undefined;
}

const CHOICES_MAX = 6;

/** Who orders: found by name, or added in place. */
export function ClientPicker({ client, onPick, error }: ClientPickerProps) {
  const [typed, setTyped] = useState('');
  const [adding, setAdding] = useState(false);
  const clients = model('clients');
  if (client !== undefined) {
    return (
      <div class="row">
        <p class="grow picked-client">{client.name}</p>
        <Button onPress={() => onPick(undefined)}>Change client</Button>
      </div>
    );
  }
  if (adding) return <AddClient name={typed.trim()} onAdded={onPick} onCancel={() => setAdding(false)} />;
  const found = search(clients.list.value, typed, ({ name, contacts }) => [name, ...contacts.map((one) => one.name)]);
  return (
    <div class="add-line">
      <SearchField label="Name of the client" value={typed} onChange={setTyped} />
      {error !== undefined && (
        <p class="wrong" role="alert">
          <Icon name="warning" size={16} /> {error}
        </p>
      )}
      <ul class="rows" onKeyDown={arrowKeys('button')}>
        {found.slice(0, CHOICES_MAX).map((one) => (
          <Choice key={one.id} client={one} onPick={onPick} />
        ))}
      </ul>
      <div class="row">
        <Button icon="plus" onPress={() => setAdding(true)}>
          Add a client
        </Button>
        <p class="second meta" role="status">
          {found.length === 0 && clients.state.value !== 'loading' && 'No client has this name.'}
          {found.length > CHOICES_MAX && `${found.length - CHOICES_MAX} more: type some letters of the name.`}
        </p>
      </div>
    </div>
  );
}

function Choice({ client, onPick }: { readonly client: ClientRow; readonly onPick: ClientPickerProps['onPick'] }) {
  const { name, contacts } = client;
  return (
    <li>
      <button type="button" class="choice" onClick={() => onPick(pickedClient(client))}>
        <span class="strong">{name}</span>
        <span class="second meta">{contacts[0]?.name ?? client.phone ?? ''}</span>
      </button>
    </li>
  );
}

interface AddClientProps {
  readonly name: string;
  readonly onAdded: (client: PickedClient) => void;
  readonly onCancel: () => void;
}

/** What is needed to take an order; the rest of the card can follow. */
function AddClient({ name: typed, onAdded, onCancel }: AddClientProps) {
  const form = useForm(useCommand('RegisterClient'), {
    opens: () => ({ name: typed, phone: '', email: '' }),
    check: (card) => (card.name.trim() === '' ? { name: 'A name is needed.' } : undefined),
    onClose: onCancel,
    onDone: (_, id) => onAdded({ id, name: name.trim() }),
  });
  const { name, phone, email } = form.entered;
  const { sending, problem } = form.command;

  function add(): void {
    void form.send(() => ({
      ...{ clientId: form.id, name: name.trim() },
      ...filled('phone', phone),
      ...filled('email', email),
    }));
  }
  return (
    <fieldset class="form" aria-label="Add a client">
      <TextField
        label="Name of the client"
        required
        autoFocus
        maxLength={120}
        value={name}
        error={form.errors?.name}
        onChange={(value) => form.change({ name: value })}
      />
      <div class="pair">
        <TextField
          label="Phone"
          type="tel"
          maxLength={40}
          value={phone}
          onChange={(value) => form.change({ phone: value })}
        />
        <TextField
          label="E-mail"
          type="email"
          maxLength={254}
          value={email}
          onChange={(value) => form.change({ email: value })}
        />
      </div>
      {problem !== undefined && <Refusal problem={problem} attempt={`Add ${name}`} onDiscard={form.discard} />}
      <div class="row">
        <Button tall icon="plus" sending={sending} onPress={add}>
          Add client
        </Button>
        <QuietButton onPress={form.discard}>Cancel</QuietButton>
      </div>
    </fieldset>
  );
}
