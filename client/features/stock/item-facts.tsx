import { itemMeasures } from '#contracts/measures.ts';
import { formatUnitPrice } from '#contracts/money.ts';
import { formatQuantity, unitWord } from '#contracts/quantity.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { MeasureFacts } from '../../shared/measure-fields.tsx';
import { calendarDay } from '../../shared/time.ts';
import { Fact } from '../../ui/fact.tsx';
import { nameIn } from './name-in.ts';

/** What stands on the card of an item, and what of it is on its way. */
export function ItemFacts({ item }: { readonly item: StockLevel }) {
  const { unit, scale, expected, supplier, supplierCode, leadTimeDays, unitCost, clientId, productId } = item;
  return (
    <dl class="facts">
      <Fact name="Expected">{expected && expectedWords(item)}</Fact>
      <Fact name="Supplier">{supplier}</Fact>
      <Fact name="Supplier’s code">{supplierCode}</Fact>
      <Fact name="Comes after">
        {leadTimeDays !== undefined && (leadTimeDays === 1 ? '1 day' : `${leadTimeDays} days`)}
      </Fact>
      <Fact name="Cost">
        {unitCost !== undefined && `$${formatUnitPrice(unitCost)} for 1 ${unitWord(unit, 10 ** scale, scale)}`}
      </Fact>
      <Fact name="Client">{clientId && <a href={`/clients/${clientId}`}>{nameIn('clients', clientId)}</a>}</Fact>
      <Fact name="Product">{productId && <a href={`/products/${productId}`}>{nameIn('products', productId)}</a>}</Fact>
      <MeasureFacts of={itemMeasures} measured={item.measures} />
      <Fact name="Specification">{item.specification}</Fact>
    </dl>
  );
}

/** "24 rolls on Thu 3 Dec, PO 7" */
function expectedWords({ expected, unit, scale }: StockLevel): string | undefined {
  if (expected === undefined) return undefined;
  const day = calendarDay(expected.dueDate);
  const words = `${formatQuantity(expected.quantity, scale, unit)} on ${day}`;
  return expected.reference === undefined ? words : `${words}, ${expected.reference}`;
}
