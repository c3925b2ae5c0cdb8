import './stock.css';
import { useLocation, useRoute } from 'preact-iso';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Panes, SidePanel } from '../../ui/side-panel.tsx';
import { ItemPanel } from './item-panel.tsx';
import { RegisterItem } from './register-item.tsx';
import { StockList } from './stock-list.tsx';

/** The list of stock, and beside it the item of the address: /stock/<item>, or /stock/new. */
export function StockScreen() {
  const { route } = useLocation();
  const itemId = useRoute().params['itemId'];
  const close = () => route('/stock');
  return (
    <Panes
      list={<StockList openId={itemId} />}
      panel={
        itemId === 'new' ? (
          <NewItem onClose={close} />
        ) : (
          itemId !== undefined && <ItemPanel key={itemId} itemId={itemId} onClose={close} />
        )
      }
    />
  );
}

/** An address can be passed on to somebody who may not do that. */
function NewItem({ onClose }: { readonly onClose: () => void }) {
  if (may(session.value?.user.role ?? 'employee', 'stock.manage')) return <RegisterItem onClose={onClose} />;
  return (
    <SidePanel title="New stock item" onClose={onClose}>
      <Empty title="Your role does not allow this" action={<Button onPress={onClose}>Show all stock</Button>}>
        Ask the office if you need it.
      </Empty>
    </SidePanel>
  );
}
