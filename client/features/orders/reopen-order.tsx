import { useState } from 'preact/hooks';
import type { OrderDetail } from '#contracts/order.ts';
import { reasonNeeded } from '../../shared/reason-needed.ts';
import { useForm } from '../../shared/use-form.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button, MainButton, QuietButton } from '../../ui/button.tsx';
import { focusFirstField } from '../../ui/focus.ts';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { Refusal } from './order-refusal.tsx';

const frequent = ['Closed by mistake', 'Client wants it after all', 'Something came back'];

/** Opens an order that was closed by mistake, with the reason. */
export function ReopenOrder({ order }: { readonly order: OrderDetail }) {
  const [open, setOpen] = useState(false);
  const form = useForm(useCommand('ReopenOrder'), {
    opens: () => ({ reason: '' }),
    check: reasonNeeded,
    within: '.reopen-order',
    onClose: () => setOpen(false),
  });
  const { command } = form;
  if (!open) {
    return (
      <span>
        <Button icon="undo" disabledBecause={onlineOnly()} onPress={() => setOpen(true)}>
          Reopen order…
        </Button>
      </span>
    );
  }
  function submit(event: Event): void {
    event.preventDefault();
    void form.send(() => ({ orderId: order.id, reason: form.entered.reason.trim() }));
  }
  return (
    <form class="form reopen-order" aria-label="Reopen the order" ref={focusFirstField} onSubmit={submit} noValidate>
      <ReasonPicker
        label="Why is it reopened?"
        frequent={frequent}
        value={form.entered.reason}
        error={form.errors?.reason}
        onChange={(reason) => form.change({ reason })}
      />
      <p class="second">It goes back to the stage that it had. What went back to free is allocated anew by hand.</p>
      <div class="row">
        <MainButton submit label="Reopen order" sending={command.sending} disabledBecause={onlineOnly()} />
        <QuietButton onPress={form.discard}>Keep it closed</QuietButton>
      </div>
      {command.problem !== undefined && (
        <Refusal problem={command.problem} attempt={`Reopen ${order.number}`} onDiscard={form.discard} />
      )}
    </form>
  );
}
