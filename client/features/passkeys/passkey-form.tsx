import type { PasskeyRow } from '#contracts/passkey.ts';
import { PASSKEY_LABEL_MAX } from '#contracts/passkey-rules.ts';
import { PanelForm } from '../../shared/panel-form.tsx';
import { PresentPassword } from '../../shared/present-password.tsx';
import { useForm } from '../../shared/use-form.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useSending } from '../../sync/use-command.ts';
import { TextField } from '../../ui/field.tsx';
import { addPasskey, removePasskey } from './own-passkeys.ts';

interface PasskeyFormProps {
  /** The one to remove; without one another is added. */
  readonly passkey?: PasskeyRow | undefined;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

const empty = { label: '', password: '' };

/** Adds a passkey on this device, or removes one. The password is typed for it and kept nowhere. */
export function PasskeyForm({ passkey, onDone, onCancel }: PasskeyFormProps) {
  const title = passkey === undefined ? 'Add a passkey' : `Remove ${passkey.label}`;
  const changing = useSending(async ({ label, password }: typeof empty) => {
    const problem = await (passkey === undefined
      ? addPasskey(password, label.trim())
      : removePasskey(passkey.id, password));
    return problem === undefined ? { body: true as const } : { problem };
  });
  const form = useForm(changing, { opens: () => empty, onClose: onCancel, onDone });
  const { label, password } = form.entered;
  return (
    <PanelForm
      title={title}
      label={title}
      attempt={title}
      stop={passkey !== undefined}
      form={form}
      wish={() => form.entered}
      disabledBecause={onlineOnly(false) ?? (password === '' ? 'Enter your password.' : undefined)}
      winnerWords={nobodyElse}
    >
      {passkey === undefined ? (
        <TextField
          label="Name"
          value={label}
          onChange={(text) => form.change({ label: text })}
          maxLength={PASSKEY_LABEL_MAX}
          hint="Such as Work phone. Left empty it is named after the browser."
        />
      ) : (
        <p>Nobody can sign in with it from then on. Delete it on the device as well.</p>
      )}
      <PresentPassword
        label="Your password"
        value={password}
        onChange={(text) => form.change({ password: text })}
        required
      />
    </PanelForm>
  );
}

/** One’s own passkeys are changed by nobody else. */
function nobodyElse() {
  return { title: 'Somebody else was first' };
}
