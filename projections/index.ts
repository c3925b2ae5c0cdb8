import type { Projection } from '../src/projecting/definition.ts';
import { clients } from './clients.ts';
import { lowStock } from './low-stock.ts';
import { orderBoard } from './order-board.ts';
import { orderDetails } from './order-details.ts';
import { people } from './people.ts';
import { products } from './products.ts';
import { stockLevels } from './stock-levels.ts';
import { stockMovements } from './stock-movements.ts';

/** Every read model there is. People come first: the others' rows are told with their names. */
export const projections: readonly Projection[] = [
  people,
  stockLevels,
  stockMovements,
  lowStock,
  orderBoard,
  orderDetails,
  clients,
  products,
];
