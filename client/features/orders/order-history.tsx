import { useState } from 'preact/hooks';
import type { OrderDetail } from '#contracts/order.ts';
import { authorWords } from '../../shared/author-words.ts';
import { HistoryOf } from '../../shared/history-of.tsx';
import { when } from '../../shared/time.ts';
import { Button } from '../../ui/button.tsx';
import { HistoryList } from '../../ui/history-list.tsx';

/** As many as are read at a glance; the others are a tap away. */
const FIRST = 12;

/** What happened to the order, the newest first. */
export function OrderHistory({ order }: { readonly order: OrderDetail }) {
  const [all, setAll] = useState(false);
  const { history } = order;
  const entries = (all ? history : history.slice(0, FIRST)).map(({ sequence, at, user, title, detail }) => ({
    key: sequence,
    time: when(at),
    at,
    title,
    sub: [authorWords(user), detail].filter((part) => part !== undefined).join(' · '),
  }));
  return (
    <div class="panel-part order-history">
      <header class="row">
        <h2 class="grow">History</h2>
        <HistoryOf kind="order" id={order.id} />
      </header>
      <HistoryList entries={entries} />
      {!all && history.length > FIRST && <Button onPress={() => setAll(true)}>Show all {history.length}</Button>}
    </div>
  );
}
