import { screenStates } from '../../src/testing/screens.ts';
import { walkThrough } from '../testing/walk.ts';

walkThrough(
  'every screen of others, and of a shared tablet',
  screenStates.filter(({ as }) => as !== undefined),
);
