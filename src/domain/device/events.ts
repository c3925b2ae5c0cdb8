// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new
// v.
import type { Fact } from '../kernel.ts';

/** Events of `device/<id>`: a tablet that people share. The key that it proves itself with is never in an event. */
export type DeviceEvent =
  | Fact<'DeviceEnrolled', { readonly name: string }>
  | Fact<'DeviceRevoked', { readonly name: string; readonly reason?: string | undefined }>;
