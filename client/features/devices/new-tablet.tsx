import './devices.css';
import { useState } from 'preact/hooks';
import type { DeviceCode } from '#contracts/device.ts';
import type { Problem } from '#contracts/problems.ts';
import { now } from '../../shared/time.ts';
import { ask } from '../../sync/ask.ts';
import { onlineOnly } from '../../sync/online.ts';
import { Button, MainButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { NotDone } from '../../ui/not-done.tsx';

/** Makes the code that is typed on a tablet to share it. */
export function NewTablet() {
  const [name, setName] = useState('');
  const [code, setCode] = useState<DeviceCode>();
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState(false);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (sending || name.trim() === '') return;
    setSending(true);
    const answer = await ask<DeviceCode>('POST', '/api/auth/devices/codes', { name: name.trim() });
    setSending(false);
    setProblem(answer.problem);
    setCode(answer.body);
  }

  if (code !== undefined) return <Code code={code} name={name} onOver={() => setCode(undefined)} />;
  return (
    <Card>
      <form class="stack" aria-label="Share a tablet" onSubmit={(event) => void submit(event)}>
        <h2>Share a tablet</h2>
        <TextField label="Where it stands" value={name} onChange={setName} maxLength={60} hint="Winding 1" required />
        <MainButton
          label="Make a code"
          submit
          sending={sending}
          disabledBecause={onlineOnly() ?? (name.trim() === '' ? 'Name the tablet first.' : undefined)}
        />
        <NotDone problem={problem} />
      </form>
    </Card>
  );
}

interface CodeProps {
  readonly code: DeviceCode;
  readonly name: string;
  readonly onOver: () => void;
}

function Code({ code: { code, expiresAt }, name, onOver }: CodeProps) {
  const minutes = Math.round((Date.parse(expiresAt) - now.value.getTime()) / 60_000);
  return (
    <Card kind="next" label={`Code for ${name}`}>
      <h2>{name}</h2>
      <p>On the tablet, open More, then “Make this a shared tablet”, and type:</p>
      <p class="tablet-code">{code}</p>
      <p class="second">
        {minutes > 0
          ? `Good once, for ${minutes === 1 ? 'one more minute' : `${minutes} more minutes`}.`
          : 'It has lapsed.'}
      </p>
      <Button onPress={onOver}>Another code</Button>
    </Card>
  );
}
