// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new v.
import type { Role } from '../../contracts/permissions.ts';
import type { Fact } from '../kernel.ts';

/** Password hashes are never in an event: they lie in a collection of their own. */
export type UserEvent = Fact<
  'UserRegistered',
  { readonly username: string; readonly name: string; readonly role: Role; readonly email?: string | undefined }
>;
