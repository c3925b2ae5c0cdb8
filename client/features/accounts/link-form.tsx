import { useState } from 'preact/hooks';
import type { MadeLink } from '#contracts/password.ts';
import type { UserRow } from '#contracts/user.ts';
import { PanelForm } from '../../shared/panel-form.tsx';
import { useForm } from '../../shared/use-form.ts';
import { ask } from '../../sync/ask.ts';
import { model } from '../../sync/models.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useSending } from '../../sync/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { isOut, untilWords } from './account-words.ts';

interface LinkFormProps {
  readonly account: UserRow;
  readonly onClose: () => void;
}

/** A link with which somebody chooses a password: as an invitation, and when theirs is forgotten. Shown once. */
export function LinkForm({ account: { id, name }, onClose }: LinkFormProps) {
  const [made, setMade] = useState<MadeLink>();
  const making = useSending((userId: string) => ask<MadeLink>('POST', '/api/auth/links', { userId }));
  const form = useForm(making, { opens: () => ({}), onClose, onDone: setMade });
  const link = model('sign-ins').rows.value.get(id)?.link;
  if (made !== undefined) return <Made made={made} name={name} onDone={onClose} />;
  return (
    <PanelForm
      title="One-time link"
      label="Make a one-time link"
      attempt={`A one-time link for ${name}`}
      form={form}
      wish={() => id}
      disabledBecause={onlineOnly()}
      winnerWords={({ user }) => ({ title: `${user.name} was here first` })}
    >
      <p>
        {name} opens it on their own device and chooses a password: to begin with, or because the old one is forgotten.
        It works once, within three days. An old password works until then; passkeys and a PIN end with it.
      </p>
      {isOut(link) && <p>One is out until {untilWords(link.expiresAt)}. A new one takes its place.</p>}
    </PanelForm>
  );
}

interface MadeProps {
  readonly made: MadeLink;
  readonly name: string;
  readonly onDone: () => void;
}

function Made({ made, name, onDone }: MadeProps) {
  const [copied, setCopied] = useState(false);
  // Where the server does not know its own address, it is the one by which it was reached from here.
  const link = new URL(made.link, location.origin).href;
  const title = `Misty: a link for ${name}`;
  const canShare = navigator.share !== undefined;
  return (
    <Card kind="next" label={`The link for ${name}`}>
      <h3>The link for {name}</h3>
      <p class="link-text">{link}</p>
      <div class="row">
        {navigator.clipboard !== undefined && (
          <Button
            icon={copied ? 'check' : 'copy'}
            onPress={() =>
              void navigator.clipboard.writeText(link).then(
                () => setCopied(true),
                () => setCopied(false),
              )
            }
          >
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
        {canShare && (
          <Button icon="share" onPress={() => void navigator.share({ title, url: link }).catch(() => undefined)}>
            Share…
          </Button>
        )}
        <Button onPress={onDone}>Done</Button>
      </div>
      <p class="meta">
        Good until {untilWords(made.expiresAt)}, once. It is shown only now. Give it to {name} and nobody else: the
        first person to open it chooses the password.
      </p>
    </Card>
  );
}
