import type { HealthReport, Light } from '#contracts/health.ts';

type Model = HealthReport['readModels'][number];

/** How many commits screens may be behind before that is worth a word. */
const BEHIND_MAX = 1_000;

export function modelState({ behind, parked, building }: Model): Pick<Light, 'state' | 'detail'> {
  if (parked > 0) return { state: 'fail', detail: `${parked} ${parked === 1 ? 'row is' : 'rows are'} parked` };
  if (building !== undefined) return { state: 'warn', detail: 'Rebuilding' };
  if (behind > BEHIND_MAX) return { state: 'warn', detail: 'Catching up' };
  return { state: 'ok', detail: 'Up to date' };
}

/** "2 of 9 not well", or that all is. */
export function summary({ lights, readModels }: HealthReport): Pick<Light, 'state' | 'detail'> {
  const states = [...lights, ...readModels.map(modelState)].map(({ state }) => state);
  const count = (state: Light['state']) => states.filter((one) => one === state).length;
  if (count('fail') > 0) return { state: 'fail', detail: `${count('fail')} of ${states.length} wrong` };
  if (count('warn') > 0) return { state: 'warn', detail: `${count('warn')} of ${states.length} to look at` };
  return { state: 'ok', detail: 'All is well' };
}

/** Those that are being built anew, with how far they have come. */
export function rebuilding({ readModels, head }: HealthReport): { name: string; done: number; percent: number }[] {
  return readModels.flatMap(({ name, building }) =>
    building === undefined
      ? []
      : [{ name, done: building, percent: head === 0 ? 100 : Math.floor((building * 100) / head) }],
  );
}

/** Read models that differ from the rest first: they are what somebody came for. */
export function inOrder(models: readonly Model[]): readonly Model[] {
  const rank = (model: Model) => ['fail', 'warn', 'ok'].indexOf(modelState(model).state);
  return [...models].sort((one, other) => rank(one) - rank(other));
}
