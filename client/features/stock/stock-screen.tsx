import './stock.css';
import { useRoute } from 'preact-iso';
import { ListScreen } from '../../shared/list-screen.tsx';
import { ItemPanel } from './item-panel.tsx';
import { RegisterItem } from './register-item.tsx';
import { StockList } from './stock-list.tsx';

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
