import type { StockLevel } from '#contracts/stock.ts';
import { HistoryOf } from '../../shared/history-of.tsx';
import { series } from '../../sync/models.ts';
import { Button } from '../../ui/button.tsx';
import { HistoryList } from '../../ui/history-list.tsx';
import { Loading } from '../../ui/loading.tsx';
import { NotReached } from '../../ui/not-reached.tsx';
import { movementEntry } from './movement-words.ts';
import { nameIn } from './name-in.ts';

/** What happened to the item, the newest first, as a running balance. */
export function ItemHistory({ item }: { readonly item: StockLevel }) {
  const history = series('stock-movements', item.id);
  const state = history.state.value;
  return (
    <section class="panel-part" aria-label="History">
      <header class="row">
        <h3 class="grow">History</h3>
        <HistoryOf kind="stock-item" id={item.id} />
      </header>
      {state === 'loading' && <Loading what="History" lines={6} />}
      {state === 'unreachable' && (
        <NotReached
          title="The history could not be fetched"
          detail={history.problem.value?.detail}
          onRetry={() => void history.refresh()}
        />
      )}
      {/* Only instead of the grey lines: below them it would jump up when they go. */}
      {state !== 'loading' && (
        <HistoryList entries={history.list.value.map((movement) => movementEntry(movement, item, nameIn))} />
      )}
      {history.hasMore.value && (
        <Button wide sending={history.loadingMore.value} onPress={() => void history.more()}>
          Show more
        </Button>
      )}
    </section>
  );
}
