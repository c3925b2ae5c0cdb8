import type { RecordState } from '#contracts/record-past.ts';
import { nameOf } from './field-words.ts';

/** What people call the thing; of a week, or of somebody's leave, whose it is. */
export function nameIn(state: RecordState): string | undefined {
  for (const field of ['number', 'name', 'employeeName', 'title', 'username']) {
    const name = state.get(field);
    if (typeof name === 'string') return name;
  }
  for (const [field, name] of state) if (nameOf(field) === 'employeeName' && typeof name === 'string') return name;
  return undefined;
}
