import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { CardHistory } from '#contracts/card-history.ts';
import { productMeasures } from '#contracts/measures.ts';
import type { ProductRow } from '#contracts/product.ts';
import { formatQuantity } from '#contracts/quantity.ts';
import { later } from '../../shared/later.tsx';
import { MeasureFacts } from '../../shared/measure-fields.tsx';
import { NoRow } from '../../shared/no-row.tsx';
import { OldRecordsOf } from '../../shared/old-records-of.tsx';
import { PutBack } from '../../shared/put-back.tsx';
import { dayOf } from '../../shared/time.ts';
import { item, model } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Fact } from '../../ui/fact.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { CardHistoryPart } from './card-history-part.tsx';
import { cardOf, mayDo } from './card-of.ts';
import { LinkRows } from './link-rows.tsx';
import { clientName, itemName, kindWords, priceWords, productWords } from './product-words.ts';
import { TakeOff } from './take-off.tsx';

/** Most people who look at a product change nothing. */
const EditProduct = later('The card', () => import('./edit-product.tsx').then((it) => it.EditProduct));

interface ProductPanelProps {
  readonly productId: string;
  readonly onClose: () => void;
}

/** One product: what it is and costs, what it cost before, what of it is made, and what became of the card. */
export function ProductPanel({ productId, onClose }: ProductPanelProps) {
  const { row, of, missing } = cardOf('products', productId);
  const { query, path, route } = useLocation();
  if (row === undefined) {
    return (
      <NoRow of={of} missing={missing} word="product" href="/products" all="Show all products" onClose={onClose} />
    );
  }
  const close = () => route(path);
  const edits = query['do'] === 'edit' && !row.retired && mayDo('catalogue.write');
  return edits ? <EditProduct product={row} onClose={close} /> : <Product product={row} onClose={onClose} />;
}

function Product({ product, onClose }: { readonly product: ProductRow; readonly onClose: () => void }) {
  const { id, name, sku, kind, retired } = product;
  const [asking, setAsking] = useState(false);
  const retire = useCommand('RetireProduct');
  const back = useCommand('ReactivateProduct');
  const asked = model('order-board').list.value.filter(({ openLines }) =>
    openLines.some(({ productId }) => productId === id),
  );
  const made = model('stock-levels').list.value.filter(({ productId }) => productId === id);
  return (
    <SidePanel
      title={name}
      sub={`${sku} · ${kindWords[kind]}`}
      onClose={onClose}
      aside={retired && <Chip>Off the lists</Chip>}
    >
      <ProductFacts product={product} />
      {mayDo('catalogue.write') && (
        <div class="actions">
          {retired ? (
            <PutBack command={back} wish={{ productId: id }} />
          ) : (
            <>
              <Button icon="pencil" href={`/products/${id}?do=edit`}>
                Edit
              </Button>
              <Button onPress={() => setAsking(true)}>Take off the lists…</Button>
            </>
          )}
        </div>
      )}
      {asking && (
        <TakeOff
          name={name}
          frequent={['Not made any more', 'Replaced', 'Entered twice']}
          command={retire}
          wish={(why) => ({ productId: id, ...why, ...(asked.length > 0 && { stillAsked: true as const }) })}
          onDone={() => setAsking(false)}
        >
          Orders keep it, its code is never given to another one, and the card can be put back.{' '}
          {askedWords(asked.map(({ number }) => number))}
        </TakeOff>
      )}
      <Prices product={product} />
      <LinkRows
        title="Open orders that lack it"
        rows={asked.map((order) => ({
          href: `/orders/${order.id}`,
          title: `${order.number} · ${order.clientName}`,
        }))}
      />
      <LinkRows
        title="Made and in stock"
        rows={made.map((one) => ({
          href: `/stock/${one.id}`,
          title: one.name,
          beside: `${formatQuantity(one.free, one.scale, one.unit)} free`,
        }))}
      />
      <CardHistoryPart name="product-history" id={id} words={productWords(product)} />
      <OldRecordsOf about={`product/${id}`} />
    </SidePanel>
  );
}

function askedWords(numbers: readonly string[]): string {
  if (numbers.length === 0) return 'No open order lacks it.';
  const named = numbers.slice(0, 5).join(', ');
  const more = numbers.length > 5 ? ` and ${numbers.length - 5} more` : '';
  return `Still asked for by ${named}${more}.`;
}

function ProductFacts({ product }: { readonly product: ProductRow }) {
  const { unit, scale, unitPrice, minimumQuantity, clientId, sharedWith = [], materials = [] } = product;
  return (
    <dl class="facts">
      <Fact name="Price">{priceWords(unitPrice, product)}</Fact>
      <Fact name="Made from">{minimumQuantity !== undefined && formatQuantity(minimumQuantity, scale, unit)}</Fact>
      <Fact name="Made for">{clientId && <a href={`/clients/${clientId}`}>{clientName(clientId)}</a>}</Fact>
      <Fact name="Also for">{sharedWith.map(clientName).join(', ')}</Fact>
      <MeasureFacts of={productMeasures} measured={product.measures} />
      <Fact name="Made of">
        {materials.length > 0 &&
          materials.map((one) => (
            <a key={one} href={`/stock/${one}`}>
              {itemName(one)}{' '}
            </a>
          ))}
      </Fact>
      <Fact name="Strength">{product.strengthMatters && 'Matters'}</Fact>
      <Fact name="Delivery">{product.deliveryIncluded && 'Included'}</Fact>
      <Fact name="Consignment">{product.consignment && 'Paid when it is used'}</Fact>
      <Fact name="From">{product.deliverFrom}</Fact>
      <Fact name="To">{product.deliverTo}</Fact>
      <Fact name="Specification">{product.specification}</Fact>
      <Fact name="Tolerances">{product.tolerances}</Fact>
      <Fact name="Tooling">{product.tooling}</Fact>
      <Fact name="Packing">{product.packing}</Fact>
    </dl>
  );
}

/** What it cost, from when on, and who set it. One price alone says no more than the facts do. */
function Prices({ product }: { readonly product: ProductRow }) {
  const prices = pricesOf(item('product-history', product.id).row.value);
  if (prices.length < 2) return null;
  return (
    <section class="stack" aria-label="Prices">
      <h3>Prices</h3>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Since</th>
            <th scope="col">Set by</th>
            <th scope="col" class="number">
              Price
            </th>
          </tr>
        </thead>
        <tbody>
          {prices.map(({ key, at, by, price }) => (
            <tr key={key}>
              <td>{dayOf(at)}</td>
              <td>{by}</td>
              <td class="number">{priceWords(price, product)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function pricesOf(history: CardHistory | undefined) {
  return (history?.entries ?? []).flatMap(({ sequence, at, user, changes }) => {
    const price = changes.find(({ field }) => field === 'unitPrice');
    return price === undefined ? [] : [{ key: sequence, at, by: user.name, price: Number(price.to) }];
  });
}
