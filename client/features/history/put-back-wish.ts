import type { CommandPayload, CommandType } from '#contracts/commands.ts';
import type { RecordHistory } from '#contracts/history.ts';
import type { Permission } from '#contracts/permissions.ts';
import type { Plain } from '#contracts/plain.ts';

/** The row that an edit starts from, as its list gives it. */
export type Card = Readonly<Record<string, Plain | undefined>>;

/** A field, and what it is to be again. */
interface Wanted {
  readonly id: string;
  readonly card: Card;
  /** The fields of the card. */
  readonly editable: readonly string[];
  readonly field: string;
  readonly value: Plain | undefined;
}

/** How a field of a record is put back: by the same command that edits it. */
interface Way {
  readonly command: CommandType;
  readonly permission: Permission;
  /** Where the card as it is now is asked for. */
  readonly at: string;
  /** The field of the card with the version that an edit names. */
  readonly version: string;
  /** Why it cannot be now, in words. */
  readonly not: (card: Card) => string | undefined;
  readonly wish: (wanted: Wanted) => object;
}

const ways: Readonly<Record<string, Way>> = {
  order: {
    command: 'ReviseOrder',
    permission: 'orders.write',
    at: 'order-details',
    version: 'version',
    not: ({ status }) => (status === 'open' ? undefined : 'The order is closed: nothing of it is changed.'),
    // Only what it names is changed; null takes a field off.
    wish: ({ id: orderId, field, value }) => ({ orderId, [field]: value ?? null }),
  },
  client: { ...cardWay('ReviseClient', 'clientId'), permission: 'catalogue.write', at: 'clients' },
  product: { ...cardWay('ReviseProduct', 'productId'), permission: 'catalogue.write', at: 'products' },
  'stock-item': {
    ...cardWay('ReviseStockItem', 'itemId'),
    ...{ permission: 'stock.manage', at: 'stock-levels', version: 'cardVersion' },
  },
};

/** A whole card is sent, with one field as it was. */
function cardWay(command: CommandType, idName: string): Omit<Way, 'permission' | 'at'> {
  return {
    ...{ command, version: 'version' },
    not: ({ retired }) => (retired ? 'It is off the list: put it back on the list first.' : undefined),
    wish: ({ id, card, editable, field, value }) => ({
      ...Object.fromEntries(editable.map((name) => [name, card[name]])),
      [idName]: id,
      [field]: value,
    }),
  };
}

/** How this field is put back; undefined where no rule allows it. */
export function wayBack({ kind, editable }: Pick<RecordHistory, 'kind' | 'editable'>, field: string): Way | undefined {
  return editable.includes(field) ? ways[kind] : undefined;
}

/** The command that puts a field back, with what it names as its reason. */
export function wishBack<T extends CommandType>(way: Way, wanted: Wanted, reason: string): CommandPayload<T> {
  return { ...way.wish(wanted), reason } as unknown as CommandPayload<T>;
}
