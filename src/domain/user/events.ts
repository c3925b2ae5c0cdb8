// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new v.
import type { Role } from '../../contracts/permissions.ts';
import type { Fact } from '../kernel.ts';

/** Events of `user/<id>`. Password hashes are never in an event: they lie in a collection of their own. */
export type UserEvent =
  | Fact<
      'UserRegistered',
      { readonly username: string; readonly name: string; readonly role: Role; readonly email?: string | undefined }
    >
  | Fact<'UserRevised', { readonly username: string; readonly name: string; readonly email?: string | undefined }>
  | Fact<'UserRoleChanged', { readonly role: Role; readonly was: Role; readonly reason?: string | undefined }>
  | Fact<'UserDeactivated', { readonly reason?: string | undefined }>
  | Fact<'UserReactivated', Record<never, never>>;

/** Events of `admins/company`. */
export type AdminsEvent =
  | Fact<'AdminAppointed', { readonly userId: string; readonly name: string }>
  | Fact<'AdminDismissed', { readonly userId: string; readonly name: string }>;
