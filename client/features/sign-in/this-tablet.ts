import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import type { ThisDevice } from '#contracts/device.ts';
import type { PinPadProps } from './pin-pad.tsx';

/** What the server says of this tablet; undefined until it has. */
export const thisTablet = signal<ThisDevice | undefined>(undefined);

/** The keys, which only a shared tablet fetches: as long as they are not here the password is asked for. */
export const pinPad = signal<FunctionComponent<PinPadProps> | undefined>(undefined);

/** Asks anew: who may come in by PIN changes. Never throws; without an answer what was known stays. */
export async function askThisTablet(): Promise<void> {
  const answer = await fetch('/api/auth/device', { headers: { accept: 'application/json' } }).catch(() => undefined);
  const fetched: ThisDevice | undefined = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
  const kept = await import('../../sync/outbox/at-the-door.ts').catch(() => undefined);
  if (fetched !== undefined) void kept?.keepAtDoor('tablet', fetched.device === null ? undefined : fetched);
  if (fetched?.device) {
    const ids = fetched.people.map(({ id }) => id);
    import('../../sync/outbox/left-here.ts').then(
      (it) => it.tellLeftHere(ids),
      () => undefined,
    );
  }
  // Without the server it is who could come in when it was heard last.
  const told = fetched ?? thisTablet.value ?? ((await kept?.recallAtDoor('tablet')) as ThisDevice | undefined);
  if (told?.device)
    pinPad.value ??= await import('./pin-pad.tsx').then(
      (it) => it.PinPad,
      () => undefined,
    );
  thisTablet.value = told ?? thisTablet.value;
}
