import { useLocation } from 'preact-iso';
import type { ClientRow } from '#contracts/client.ts';
import { EditEnd } from '../../shared/edit-end.tsx';
import { refusedFields } from '../../shared/field-errors.ts';
import { NewForm } from '../../shared/new-form.tsx';
import { useEdit } from '../../shared/use-edit.ts';
import { useForm } from '../../shared/use-form.ts';
import { model } from '../../sync/models.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { showFirstError } from '../../ui/focus.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import { cardWinner, putLabel } from './catalogue-words.ts';
import { clientCard, clientDraft, clientErrors, clientLines, emptyClient } from './client-draft.ts';
import { ClientFields } from './client-fields.tsx';

interface EditClientProps {
  readonly client: ClientRow;
  readonly onClose: () => void;
}

/** An edit of the card from the version that was on screen. Somebody else's edit is shown, and never written over. */
export function EditClient({ client, onClose }: EditClientProps) {
  const { id, version } = client;
  const edit = useEdit(useCommand('ReviseClient'), {
    kept: `client/${id}`,
    now: { version, base: clientDraft(client) },
    check: clientErrors,
    refused: refusedFields,
    wish: (mine) => ({ clientId: id, ...clientCard(mine) }),
    refresh: () => model('clients').refresh(),
    onClose,
  });
  return (
    <SidePanel title={`Edit ${client.name}`} onClose={onClose}>
      <div class="form">
        <ClientFields draft={edit.mine} base={edit.base} errors={edit.errors ?? {}} onChange={edit.change} />
        <EditEnd label="Save the card" edit={edit} lines={clientLines} winnerWords={cardWinner} />
      </div>
    </SidePanel>
  );
}

/** A client is put on the list. */
export function NewClient({ onClose }: { readonly onClose: () => void }) {
  const { route } = useLocation();
  const form = useForm(useCommand('RegisterClient'), {
    kept: 'new-client',
    opens: () => emptyClient,
    check: clientErrors,
    refused: refusedFields,
    onClose,
    onDone: (_, id) => route(`/clients/${id}`, true),
    onRefused: () => showFirstError('.side-panel'),
  });
  return (
    <SidePanel title="New client" onClose={onClose}>
      <NewForm
        title="New client"
        label={putLabel(form.entered.name)}
        form={form}
        wish={() => ({ clientId: form.id, ...clientCard(form.entered) })}
        disabledBecause={onlineOnly()}
        winnerWords={cardWinner}
      >
        <ClientFields draft={form.entered} errors={form.errors ?? {}} onChange={form.change} />
      </NewForm>
    </SidePanel>
  );
}
