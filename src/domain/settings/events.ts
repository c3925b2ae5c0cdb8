// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new v.
import type { CompanySettings } from '../../contracts/settings.ts';
import type { Fact } from '../kernel.ts';

/** Events of `settings/company`. What a section is not in is as it was; a section is there as a whole. */
export type SettingsEvent = Fact<
  'SettingsRevised',
  { readonly sections: Partial<CompanySettings>; readonly reason?: string | undefined }
>;
