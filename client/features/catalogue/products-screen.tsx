import './catalogue.css';
import { useRoute } from 'preact-iso';
import { formatUnitPrice } from '#contracts/money.ts';
import type { ProductRow } from '#contracts/product.ts';
import { plainFigure, unitWord } from '#contracts/quantity.ts';
import { handOverCsv } from '../../shared/hand-over.ts';
import { later } from '../../shared/later.tsx';
import { ListScreen } from '../../shared/list-screen.tsx';
import { model } from '../../sync/models.ts';
import { CardList, cardsView } from './card-list.tsx';
import { mayDo } from './card-of.ts';
import { clientName, kindWords } from './product-words.ts';

// The list is there before what opens beside it.
const ProductPanel = later('The product', () => import('./product-panel.tsx').then((it) => it.ProductPanel));
/** Most people who look at the list put nothing on it. */
const NewProduct = later('The card of a new product', () => import('./edit-product.tsx').then((it) => it.NewProduct));

const view = cardsView();

/** What the company makes, and beside the list the product of the address: /products/<product>, or /products/new. */
export function ProductsScreen() {
  const productId = useRoute().params['productId'];
  return (
    <ListScreen
      at="/products"
      openId={productId}
      list={
        <CardList
          title="Products"
          searchLabel="Name, code or client"
          view={view}
          current={model('products')}
          retired={() => model('products', { retired: true })}
          textsOf={textsOf}
          add={mayDo('catalogue.write') ? { href: '/products/new', label: 'New product' } : undefined}
          onFile={(rows) => handOverCsv('products.csv', csvHead, rows.map(csvCells))}
          openId={productId}
          first="Put the first product on it: its name, its code and its price."
        >
          {(product, open) => <ProductLink product={product} open={open} />}
        </CardList>
      }
      adding={{
        title: 'New product',
        permission: 'catalogue.write',
        back: 'Show all products',
        panel: (close) => <NewProduct onClose={close} />,
      }}
    >
      {(id, close) => <ProductPanel productId={id} onClose={close} />}
    </ListScreen>
  );
}

function ProductLink({ product, open }: { readonly product: ProductRow; readonly open: boolean }) {
  const { id, name, sku, unit, scale, unitPrice, clientId } = product;
  return (
    <a class="list-row card-row" href={`/products/${id}`} aria-current={open ? 'true' : undefined}>
      <strong class="one-line">{name}</strong>
      <span class="strong nowrap">${formatUnitPrice(unitPrice)}</span>
      <span class="meta second one-line">{clientId === undefined ? sku : `${sku} · for ${clientName(clientId)}`}</span>
      <span class="meta second nowrap">for 1 {unitWord(unit, 10 ** scale, scale)}</span>
    </a>
  );
}

function textsOf({ name, sku, kind, clientId, specification }: ProductRow): readonly (string | undefined)[] {
  const madeFor = clientId === undefined ? '' : clientName(clientId);
  return [name, sku, kindWords[kind], madeFor, specification];
}

const csvHead = ['Code', 'Product', 'Kind', 'Made for', 'Price', 'Unit', 'Made from', 'Specification'];

function csvCells(row: ProductRow): string[] {
  const { sku, name, kind, clientId, unitPrice, unit, scale, minimumQuantity, specification = '' } = row;
  return [
    ...[sku, name, kindWords[kind], clientId === undefined ? '' : clientName(clientId)],
    ...[formatUnitPrice(unitPrice).replaceAll(',', ''), unitWord(unit, 10 ** scale, scale)],
    ...[minimumQuantity === undefined ? '' : plainFigure(minimumQuantity, scale), specification],
  ];
}
