import { thingsOf } from '../sync/outbox/entry.ts';
import { waiting } from '../sync/waiting.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

/** Says that something of one's own is to happen to a thing and has not: "item/kraft-120", "order/order-0042". */
export function WaitingHere({ thing }: { readonly thing: string }) {
  const here = waiting.value.filter((entry) => thingsOf(entry).includes(thing));
  if (here.length === 0) return null;
  const refused = here.some(({ problem }) => problem !== undefined);
  return (
    <div class="card card-waiting row" role="status">
      <Icon name={refused ? 'warning' : 'outbox'} />
      <p class="grow">
        {refused
          ? 'Something that you gave without a connection was refused.'
          : `${here.length} of yours will be tried when the connection is back. Until then nothing here is changed.`}
      </p>
      <Button href="/outbox">See it</Button>
    </div>
  );
}
