import type { AggregateKind } from '../domain/events.ts';
import { ReadModelNotReady, type ReadModels } from '../projecting/read-models.ts';
import { recordModels } from './record-models.ts';

/** What people call a record now: the number of an order, the name of an item. Undefined where no read model knows. */
export async function recordName(
  readModels: Pick<ReadModels, 'nameOf' | 'one'>,
  kind: string,
  id: string,
): Promise<string | undefined> {
  // Whose sign-ins they are.
  if (kind === 'sign-ins') return readModels.nameOf(id);
  // Each request for leave has a row of its own: what they share is the person.
  const [model] = kind === 'leave' ? ['employees'] : (recordModels[kind as AggregateKind] ?? []);
  if (model === undefined) return undefined;
  const row = await readModels.one(model, id.replaceAll('/', '.')).catch((error: unknown) => {
    if (error instanceof ReadModelNotReady) return undefined;
    throw error;
  });
  const { number, name, label, employeeName, monday } = (row ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof employeeName === 'string') return [employeeName, monday].filter(Boolean).join(', ');
  return [name, number, label].find((known) => typeof known === 'string');
}
