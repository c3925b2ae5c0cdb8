// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new v.
import type { Fact } from '../kernel.ts';

export interface ClientDetails {
  readonly name: string;
  readonly abn?: string | undefined;
  readonly address?: string | undefined;
  readonly deliveryAddresses?: readonly string[] | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly website?: string | undefined;
  readonly paymentTerms?: string | undefined;
  readonly leadTimeDays?: number | undefined;
  readonly contacts: readonly {
    readonly name: string;
    readonly position?: string | undefined;
    readonly email?: string | undefined;
    readonly phone?: string | undefined;
  }[];
  readonly notes?: string | undefined;
}

export type ClientEvent =
  | Fact<'ClientRegistered', ClientDetails & { readonly retired?: boolean | undefined }>
  | Fact<'ClientRevised', ClientDetails>
  | Fact<'ClientRetired', { readonly reason?: string | undefined }>
  | Fact<'ClientReactivated', Record<never, never>>;
