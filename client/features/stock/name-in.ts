import { model } from '../../sync/models.ts';

/** Also of one that is off the lists by now. */
export function nameIn(name: 'clients' | 'products', id: string): string {
  const here = model(name).rows.value.get(id);
  return (here ?? model(name, { retired: true }).rows.value.get(id))?.name ?? id;
}
