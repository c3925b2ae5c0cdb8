import { useState } from 'preact/hooks';
import type { StockLevel } from '#contracts/stock.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import type { Doing } from './form-frame.tsx';

interface ItemActionsProps {
  readonly item: StockLevel;
  readonly doings: readonly Doing[];
}

/** What this person may do with the item; what is seldom done stands behind the dots, unless there is nothing else. */
export function ItemActions({ item, doings }: ItemActionsProps) {
  const [more, setMore] = useState(false);
  const role = session.value?.user.role ?? 'employee';
  const mine = doings.filter(({ permission }) => may(role, permission));
  const oftenToo = mine.some((one) => one.often);
  const often = mine.filter((one) => one.often || !oftenToo);
  const seldom = mine.filter((one) => !one.often && oftenToo);
  return (
    <div class="stack">
      <div class="actions">
        {often.map((one) => (
          <DoingButton key={one.id} doing={one} itemId={item.id} />
        ))}
        {seldom.length === 0 && <LabelButton itemId={item.id} />}
        {seldom.length > 0 && (
          <Button icon="more" label="More to do with this item" expanded={more} onPress={() => setMore(!more)} />
        )}
      </div>
      {more && (
        <div class="actions">
          {may(role, 'stock.manage') && (
            <Button icon="pencil" href={`/stock/${item.id}?do=edit`}>
              Edit the card
            </Button>
          )}
          {seldom.map((one) => (
            <DoingButton key={one.id} doing={one} itemId={item.id} />
          ))}
          <LabelButton itemId={item.id} />
        </div>
      )}
    </div>
  );
}

function LabelButton({ itemId }: { readonly itemId: string }) {
  return (
    <Button icon="print" href={`/papers/item/${itemId}`}>
      Label
    </Button>
  );
}

function DoingButton({ doing, itemId }: { readonly doing: Doing; readonly itemId: string }) {
  return (
    <Button {...(doing.icon !== undefined && { icon: doing.icon })} href={`/stock/${itemId}?do=${doing.id}`}>
      {doing.label}
    </Button>
  );
}
