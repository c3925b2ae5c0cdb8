// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new v.
import type { Fact } from '../kernel.ts';

/** `owner` is the aggregate that the name belongs to, such as product/0192. */
export type NameEvent =
  | Fact<'NameClaimed', { readonly owner: string; readonly spelling: string }>
  | Fact<'NameReleased', { readonly owner: string }>;
