import { useState } from 'preact/hooks';
import { may, type Role } from '#contracts/permissions.ts';
import { Button } from '../../ui/button.tsx';
import { signInByPasskey } from './passkey-sign-in.ts';

interface PasskeyButtonProps {
  /** The chosen person. On a shared device, people in a role without passkeys are not asked for one. */
  readonly role: Role | undefined;
  /** After somebody has signed in. */
  readonly onIn: () => void;
}

/** Signs in by a passkey of this device, or says below itself why not. */
export function PasskeyButton({ role, onIn }: PasskeyButtonProps) {
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  if (role !== undefined && !may(role, 'own.passkey')) return null;

  async function use(): Promise<void> {
    setSending(true);
    setRefusal(undefined);
    const why = await signInByPasskey();
    setSending(false);
    setRefusal(why);
    if (why === undefined) onIn();
  }

  return (
    <div>
      <Button wide sending={sending} onPress={() => void use()}>
        Use a passkey
      </Button>
      {refusal !== undefined && (
        <p class="wrong not-done" role="alert">
          {refusal}
        </p>
      )}
    </div>
  );
}
