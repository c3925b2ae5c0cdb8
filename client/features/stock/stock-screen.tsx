import './stock.css';
import { useLocation, useRoute } from 'preact-iso';
import { Panes } from '../../ui/side-panel.tsx';
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
          <RegisterItem onClose={close} />
        ) : (
          itemId !== undefined && <ItemPanel key={itemId} itemId={itemId} onClose={close} />
        )
      }
    />
  );
}
