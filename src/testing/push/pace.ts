import type { Pace } from '../../push/sender.ts';

/** A sender that looks often, so that tests wait for little. */
export const quickPace: Pace = { lookMs: 20, beatMs: 100, turnMs: 1_500 };
