// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new v.

import type { Role } from '../../contracts/permissions.ts';
import type { ownSetUps } from '../../contracts/security-log.ts';
import type { Fact } from '../kernel.ts';

/** What somebody set up of their own card. */
export type OwnSetUp = (typeof ownSetUps)[number];

/** Events of `user/<id>`. Password hashes are never in an event: they lie in a collection of their own. */
export type UserEvent =
  | Fact<
      'UserRegistered',
      {
        readonly username: string;
        readonly name: string;
        readonly role: Role;
        readonly email?: string | undefined;
        /** It was closed when it was moved in. */
        readonly closed?: boolean | undefined;
      }
    >
  | Fact<'UserRevised', { readonly username: string; readonly name: string; readonly email?: string | undefined }>
  | Fact<'UserRoleChanged', { readonly role: Role; readonly was: Role; readonly reason?: string | undefined }>
  | Fact<'UserDeactivated', { readonly reason?: string | undefined }>
  | Fact<'UserReactivated', Record<never, never>>
  /** Set up their own card, when there was nobody else in the office. */
  | Fact<'OwnCardSetUp', { readonly employeeId: string; readonly what: OwnSetUp }>;

/** Events of `admins/company`. */
export type AdminsEvent =
  | Fact<'AdminAppointed', { readonly userId: string; readonly name: string }>
  | Fact<'AdminDismissed', { readonly userId: string; readonly name: string }>
  /** From then on there was somebody else in the office. */
  | Fact<'ManagerAppointed', { readonly userId: string; readonly name: string }>;
