import './stock.css';
import { useRoute } from 'preact-iso';
import { later } from '../../shared/later.tsx';
import { ListScreen } from '../../shared/list-screen.tsx';
import { StockList } from './stock-list.tsx';

// The list is there before what opens beside it.
const ItemPanel = later('The item', () => import('./item-panel.tsx').then((it) => it.ItemPanel));
const RegisterItem = later('The card of a new item', () => import('./register-item.tsx').then((it) => it.RegisterItem));

/** The list of stock, and beside it the item of the address: /stock/<item>, or /stock/new. */
export function StockScreen() {
  const itemId = useRoute().params['itemId'];
  return (
    <ListScreen
      at="/stock"
      openId={itemId}
      list={<StockList openId={itemId} />}
      adding={{
        title: 'New stock item',
        permission: 'stock.manage',
        back: 'Show all stock',
        panel: (close) => <RegisterItem onClose={close} />,
      }}
    >
      {(id, close) => <ItemPanel itemId={id} onClose={close} />}
    </ListScreen>
  );
}
