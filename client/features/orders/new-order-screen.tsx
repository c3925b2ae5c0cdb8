import './orders.css';
import './order.css';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { later } from '../../shared/later.tsx';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Button, QuietButton } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { PageHead } from '../../ui/page-head.tsx';

const NewOrderForm = later('The form', () => import('./new-order-form.tsx').then((it) => it.NewOrderForm), {
  inPlace: true,
});

/** An order is entered: for whom, which lines, until when. It gets its number when it is placed. */
export function NewOrderScreen() {
  const [placed, setPlaced] = useState<{ readonly orderId: string; readonly number: string }>();
  const { query, route } = useLocation();
  const { copy, client } = query;
  if (!may(session.value?.user.role ?? 'employee', 'orders.write')) {
    return (
      <div class="page">
        <PageHead title="New order" back="/orders" />
        <Empty title="Orders are entered by the office" action={<Button href="/orders">Go to the board</Button>} />
      </div>
    );
  }
  const which = copy ?? client ?? '';
  const back = copy !== undefined ? `/orders/${copy}` : client !== undefined ? `/clients/${client}` : '/orders';
  return (
    <div class="page">
      <PageHead title="New order" back={back} />
      {placed === undefined ? (
        <NewOrderForm
          key={which}
          copy={copy}
          client={client}
          kept={which === '' ? 'place-order' : `place-order/${which}`}
          onPlaced={setPlaced}
          onDiscarded={() => which !== '' && route(back)}
        />
      ) : (
        <Placed
          {...placed}
          onAnother={() => {
            setPlaced(undefined);
            route('/orders/new');
          }}
        />
      )}
    </div>
  );
}

interface PlacedProps {
  readonly orderId: string;
  readonly number: string;
  readonly onAnother: () => void;
}

function Placed({ orderId, number, onAnother }: PlacedProps) {
  return (
    <section class="card card-next placed" role="status">
      <p class="second">The order is placed. It stands under Entered.</p>
      <p class="figure-2 nowrap">{number}</p>
      <div class="row">
        <Button href={`/orders/${orderId}`}>Open the order</Button>
        <Button href="/orders">Go to the board</Button>
        <QuietButton onPress={onAnother}>Enter another</QuietButton>
      </div>
    </section>
  );
}
