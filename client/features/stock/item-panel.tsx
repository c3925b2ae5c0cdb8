import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import type { StockLevel } from '#contracts/stock.ts';
import { filesOfItem } from '../../shared/files/files-of.ts';
import { later } from '../../shared/later.tsx';
import { NoRow } from '../../shared/no-row.tsx';
import { OldRecordsOf } from '../../shared/old-records-of.tsx';
import { PutBack } from '../../shared/put-back.tsx';
import { item as itemOf, model } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { useCommand } from '../../sync/use-command.ts';
import { waiting } from '../../sync/waiting.ts';
import { Chip } from '../../ui/chip.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Allocate } from './allocate.tsx';
import { counting } from './counting.ts';
import { doingOf, doings } from './doings.ts';
import { ItemActions } from './item-actions.tsx';
import { ItemFacts } from './item-facts.tsx';
import { ItemFigures, type Preview } from './item-figures.tsx';
import { ItemForm } from './item-form.tsx';
import { countedIn } from './stock-words.ts';

const WaitingHere = later('What waits', () => import('../../shared/waiting-here.tsx').then((it) => it.WaitingHere), {
  inPlace: true,
});
/** It stands below everything else, and is read last. */
const ItemHistory = later('The history', () => import('./item-history.tsx').then((it) => it.ItemHistory), {
  inPlace: true,
});
const Files = later('The files', () => import('../../shared/files/files.tsx').then((it) => it.Files), {
  inPlace: true,
});
/** Most people who look at an item do not change its card. */
const EditItem = later('The card', () => import('./edit-item.tsx').then((it) => it.EditItem));

interface ItemPanelProps {
  readonly itemId: string;
  readonly onClose: () => void;
}

/** One item: what there is, what to do with it, what happened to it. */
export function ItemPanel({ itemId, onClose }: ItemPanelProps) {
  const levels = model('stock-levels');
  const listed = levels.rows.value.get(itemId);
  if (listed !== undefined) return <OpenItem item={listed} onClose={onClose} />;
  const nothing = { word: 'item', href: '/stock', all: 'Show all stock', onClose };
  if (levels.state.value === 'loading') return <NoRow of={levels} {...nothing} />;
  // A retired item is not on the list: it is asked for by itself.
  const single = itemOf('stock-levels', itemId);
  const found = single.row.value;
  if (found !== undefined) return <OpenItem item={found} onClose={onClose} />;
  const status = single.problem.value?.status;
  return <NoRow of={single} missing={status === 404 || status === 400} {...nothing} />;
}

function OpenItem({ item, onClose }: { readonly item: StockLevel; readonly onClose: () => void }) {
  const preview = useSignal<Preview>({});
  const { query, path, route } = useLocation();
  const role = session.value?.user.role ?? 'employee';
  const manages = may(role, 'stock.manage');
  const doing = doingOf(query['do']);
  const close = () => route(path);
  const blind = counting.value === item.id;
  const { code, bay, retired } = item;
  if (query['do'] === 'edit' && manages && !retired) return <EditItem key={item.id} item={item} onClose={close} />;
  const sub = [code, bay === undefined ? undefined : `bay ${bay}`, countedIn(item)].filter(Boolean).join(' · ');
  return (
    <SidePanel
      title={item.name}
      sub={sub}
      onClose={doing === undefined ? onClose : close}
      aside={retired && <Chip>Retired</Chip>}
    >
      {blind ? (
        <p class="second">Its figures are covered until you have counted.</p>
      ) : (
        <ItemFigures item={item} preview={preview.value} />
      )}
      {waiting.value.length > 0 && <WaitingHere thing={`item/${item.id}`} />}
      {!retired &&
        (doing === undefined ? (
          <Allocate item={item} preview={preview} />
        ) : (
          <ItemForm key={doing.id} doing={doing} item={item} preview={preview} onClose={close} />
        ))}
      {!retired && doing === undefined && <ItemActions item={item} doings={doings} />}
      {retired && <TakeBack item={item} />}
      {doing === undefined && <ItemFacts item={item} />}
      {doing === undefined && <Files key={item.id} of={filesOfItem(item.id)} look="panel-part" />}
      {!blind && <ItemHistory item={item} />}
      <OldRecordsOf about={`stock-item/${item.id}`} />
    </SidePanel>
  );
}

/** An item that was retired is wanted again. */
function TakeBack({ item }: { readonly item: StockLevel }) {
  const back = useCommand('ReactivateStockItem');
  if (!may(session.value?.user.role ?? 'employee', 'stock.manage')) return null;
  return <PutBack command={back} wish={{ itemId: item.id }} />;
}
