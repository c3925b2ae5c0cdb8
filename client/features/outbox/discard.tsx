import { useState } from 'preact/hooks';
import type { Entry } from '../../sync/outbox/entry.ts';
import { outbox } from '../../sync/waiting.ts';
import { Button, QuietButton, StopButton } from '../../ui/button.tsx';

/** Gives one up. It is asked once more: nothing brings it back. */
export function Discard({ entry }: { readonly entry: Entry }) {
  const [asked, setAsked] = useState(false);
  if (!asked) return <QuietButton onPress={() => setAsked(true)}>Discard</QuietButton>;
  return (
    <>
      {entry.tried && entry.problem === undefined && <p class="second">It may be done already.</p>}
      <Button onPress={() => setAsked(false)}>Keep it</Button>
      <StopButton onPress={() => void outbox().then((box) => box?.discard(entry.id))}>Discard for good</StopButton>
    </>
  );
}
