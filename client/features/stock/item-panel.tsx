import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import type { StockLevel } from '#contracts/stock.ts';
import { item as itemOf, model } from '../../sync/models.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loading } from '../../ui/loading.tsx';
import { NotReached } from '../../ui/not-reached.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Allocate } from './allocate.tsx';
import { doings, isDoing } from './doings.ts';
import { ItemActions } from './item-actions.tsx';
import { ItemFigures, type Preview } from './item-figures.tsx';
import { ItemForm } from './item-form.tsx';
import { ItemHistory } from './item-history.tsx';
import { countedIn } from './stock-words.ts';

interface ItemPanelProps {
  readonly itemId: string;
  readonly onClose: () => void;
}

/** One item: what there is, what to do with it, what happened to it. */
export function ItemPanel({ itemId, onClose }: ItemPanelProps) {
  const level = levelOf(itemId);
  const found = level.item;
  if (found !== undefined) return <OpenItem item={found} onClose={onClose} />;
  return (
    <SidePanel title={level.missing ? 'Not on the list' : 'Stock item'} onClose={onClose}>
      {level.missing ? (
        <Empty title="There is no such item" action={<Button href="/stock">Show all stock</Button>}>
          The address may be an old one.
        </Empty>
      ) : level.problem === undefined ? (
        <Loading what="The item" lines={6} />
      ) : (
        <NotReached title="The item could not be fetched" detail={level.problem} onRetry={level.retry} />
      )}
    </SidePanel>
  );
}

function OpenItem({ item, onClose }: { readonly item: StockLevel; readonly onClose: () => void }) {
  const preview = useSignal<Preview>({});
  const { query, path, route } = useLocation();
  const doing = isDoing(query['do']) ? query['do'] : undefined;
  const close = () => route(path);
  const { code, bay, retired } = item;
  const sub = [code, bay === undefined ? undefined : `bay ${bay}`, countedIn(item)].filter(Boolean).join(' · ');
  return (
    <SidePanel
      title={item.name}
      sub={sub}
      onClose={doing === undefined ? onClose : close}
      aside={retired && <Chip>Retired</Chip>}
    >
      <ItemFigures item={item} preview={preview.value} />
      {!retired &&
        (doing === undefined ? (
          <Allocate item={item} preview={preview} />
        ) : (
          <ItemForm key={doing} doing={doing} item={item} preview={preview} onClose={close} />
        ))}
      {!retired && doing === undefined && <ItemActions item={item} doings={doings} />}
      <ItemHistory item={item} />
    </SidePanel>
  );
}

/** The row of the list where the item is in use; a retired one is asked for by itself. */
function levelOf(itemId: string) {
  const levels = model('stock-levels');
  const listed = levels.rows.value.get(itemId);
  if (listed !== undefined || levels.state.value === 'loading') {
    return { item: listed, missing: false, problem: undefined, retry: () => void levels.refresh() };
  }
  const single = itemOf('stock-levels', itemId);
  const problem = single.problem.value;
  return {
    item: single.row.value,
    missing: problem?.status === 404 || problem?.status === 400,
    problem: problem?.detail,
    retry: () => void single.refresh(),
  };
}
