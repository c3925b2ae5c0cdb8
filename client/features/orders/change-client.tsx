import { useState } from 'preact/hooks';
import type { OrderDetail } from '#contracts/order.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { MainButton, QuietButton } from '../../ui/button.tsx';
import { ClientPicker, type PickedClient } from './client-picker.tsx';
import { Refusal } from './order-refusal.tsx';

interface ChangeClientProps {
  readonly order: OrderDetail;
  readonly onDone: () => void;
}

/** The order was entered for somebody else. Its lines and prices stay; nobody has begun it. */
export function ChangeClient({ order, onDone }: ChangeClientProps) {
  const [opened] = useState(order.version);
  const [picked, setPicked] = useState<PickedClient>();
  const { run, sending, problem, forget } = useCommand('ChangeOrderClient');
  const { id: orderId, number, clientId, clientName } = order;

  async function change(): Promise<void> {
    if (picked === undefined) return;
    if (await run({ orderId, clientId: picked.id }, { version: opened })) onDone();
  }
  return (
    <section class="form change-client" aria-label="Change the client">
      <p class="second">It is for {clientName} now. Its lines and prices stay.</p>
      <ClientPicker client={picked} onPick={setPicked} error={undefined} />
      <div class="row">
        {picked !== undefined && (
          <MainButton
            label={`It is for ${picked.name}`}
            sending={sending}
            disabledBecause={picked.id === clientId ? 'It is theirs already.' : onlineOnly()}
            onPress={() => void change()}
          />
        )}
        <QuietButton onPress={onDone}>Keep it with {clientName}</QuietButton>
      </div>
      {problem !== undefined && (
        <Refusal
          problem={problem}
          attempt={`${number} for ${picked?.name ?? ''}`}
          onDiscard={() => {
            forget();
            onDone();
          }}
        />
      )}
    </section>
  );
}
