import { useState } from 'preact/hooks';
import type { PasskeyRow } from '#contracts/passkey.ts';
import { PASSKEY_LABEL_MAX } from '#contracts/passkey-rules.ts';
import type { Problem } from '#contracts/problems.ts';
import { PanelForm } from '../../shared/panel-form.tsx';
import { PresentPassword } from '../../shared/present-password.tsx';
import { onlineOnly } from '../../sync/online.ts';
import { TextField } from '../../ui/field.tsx';
import { addPasskey, removePasskey } from './own-passkeys.ts';

interface PasskeyFormProps {
  /** The one to remove; without one another is added. */
  readonly passkey?: PasskeyRow | undefined;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Adds a passkey on this device, or removes one. The password is typed for it and kept nowhere. */
export function PasskeyForm({ passkey, onDone, onCancel }: PasskeyFormProps) {
  const [label, setLabel] = useState('');
  const [password, setPassword] = useState('');
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const title = passkey === undefined ? 'Add a passkey' : `Remove ${passkey.label}`;

  async function submit(): Promise<void> {
    setSending(true);
    setProblem(undefined);
    const why = await (passkey === undefined
      ? addPasskey(password, label.trim())
      : removePasskey(passkey.id, password));
    setSending(false);
    if (why === undefined) onDone();
    else setProblem(why);
  }

  return (
    <PanelForm
      title={title}
      label={title}
      attempt={title}
      stop={passkey !== undefined}
      command={{ sending, problem, forget: () => setProblem(undefined) }}
      disabledBecause={onlineOnly(false) ?? (password === '' ? 'Enter your password.' : undefined)}
      winnerWords={nobodyElse}
      onSubmit={() => void submit()}
      onCancel={onCancel}
    >
      {passkey === undefined ? (
        <TextField
          label="Name"
          value={label}
          onChange={setLabel}
          maxLength={PASSKEY_LABEL_MAX}
          hint="Such as Work phone. Left empty it is named after the browser."
        />
      ) : (
        <p>Nobody can sign in with it from then on. Delete it on the device as well.</p>
      )}
      <PresentPassword label="Your password" value={password} onChange={setPassword} required />
    </PanelForm>
  );
}

/** One’s own passkeys are changed by nobody else. */
function nobodyElse() {
  return { title: 'Somebody else was first' };
}
