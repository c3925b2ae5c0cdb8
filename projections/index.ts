import type { Projection } from '../src/projecting/definition.ts';
import { stockLevels } from './stock-levels.ts';

/** Every read model there is. */
export const projections: readonly Projection[] = [stockLevels];
