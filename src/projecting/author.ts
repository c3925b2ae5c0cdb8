import type { Author } from '../contracts/person.ts';
import type { Recording } from '../domain/kernel.ts';
import type { NameOf } from './definition.ts';

/** The author of an event, as rows keep them: ids only. */
export type KeptAuthor = Pick<Recording, 'user'> & { readonly device?: string };

export function authorOf({ user, device }: Recording): KeptAuthor {
  return { user, ...(device !== undefined && { device }) };
}

/** The author by name, as people see them. */
export function namedAuthor({ user, device }: Pick<Recording, 'user' | 'device'>, nameOf: NameOf): Author {
  const on = device !== undefined && { device: { id: device, name: nameOf.device(device) } };
  return { id: user, name: nameOf(user), ...on };
}
