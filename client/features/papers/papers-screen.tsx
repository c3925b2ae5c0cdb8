import './papers.css';
import type { ComponentChildren } from 'preact';
import { useRoute } from 'preact-iso';
import { Fetched } from '../../shared/fetched.tsx';
import { item, model } from '../../sync/models.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { JobCard } from './job-card.tsx';
import { BayLabel, ItemLabel, OrderLabel } from './labels.tsx';
import { PackingSlip } from './packing-slip.tsx';

/**
 * What is printed and stuck on, or goes with the goods: /papers/item/<item>, /papers/bay/<bay>, /papers/order/<order>,
 * /papers/job/<order> and /papers/slip/<order>?docket=<packing slip>. In an installed app there is no way back but Back.
 */
export function PapersScreen() {
  const { params, query } = useRoute();
  const { kind = '', id = '' } = params;
  switch (kind) {
    case 'item':
      return <ItemPaper itemId={id} />;
    case 'bay':
      return (
        <Paper title={`Label of bay ${id}`} back="/stock">
          <BayLabel bay={id} />
        </Paper>
      );
    default:
      return <OrderPaper key={id} kind={kind} orderId={id} docket={query['docket']} />;
  }
}

function ItemPaper({ itemId }: { readonly itemId: string }) {
  const levels = model('stock-levels');
  const found = levels.rows.value.get(itemId);
  const back = `/stock/${itemId}`;
  return (
    <Paper
      title="Label"
      back={back}
      more={
        found?.bay !== undefined && (
          <Button href={`/papers/bay/${encodeURIComponent(found.bay)}`}>Label of bay {found.bay}</Button>
        )
      }
    >
      <Fetched of={levels} what="Stock">
        {found === undefined ? <Empty title="There is no such item on the list" /> : <ItemLabel item={found} />}
      </Fetched>
    </Paper>
  );
}

const titles: Readonly<Record<string, string>> = { order: 'Label', job: 'Job card', slip: 'Packing slip' };

interface OrderPaperProps {
  readonly kind: string;
  readonly orderId: string;
  readonly docket: string | undefined;
}

function OrderPaper({ kind, orderId, docket }: OrderPaperProps) {
  const order = item('order-details', orderId);
  const found = order.row.value;
  const title = titles[kind];
  if (title === undefined) return <Empty title="There is nothing at this address" />;
  return (
    <Paper title={title} back={`/orders/${orderId}`}>
      {found === undefined ? (
        <Fetched of={order} what="The order">
          {null}
        </Fetched>
      ) : kind === 'order' ? (
        <OrderLabel order={found} />
      ) : kind === 'job' ? (
        <JobCard order={found} />
      ) : (
        <PackingSlip order={found} docket={docket} />
      )}
    </Paper>
  );
}

interface PaperProps {
  readonly title: string;
  readonly back: string;
  readonly more?: ComponentChildren;
  readonly children: ComponentChildren;
}

function Paper({ title, back, more, children }: PaperProps) {
  return (
    <div class="page paper-page">
      <PageHead title={title} back={back}>
        {more}
        <Button icon="print" onPress={() => print()}>
          Print
        </Button>
      </PageHead>
      {children}
    </div>
  );
}
