import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import type { StockLevel } from '#contracts/stock.ts';
import { NoRow } from '../../shared/no-row.tsx';
import { item as itemOf, model } from '../../sync/models.ts';
import { Chip } from '../../ui/chip.tsx';
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
