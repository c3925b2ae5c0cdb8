import { type CompanySettings, defaultSettings } from '../src/contracts/settings.ts';
import type { SettingsEvent } from '../src/domain/settings/events.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { idOf } from '../src/projecting/definition.ts';

/** What was changed. The rest is as the program has it. */
interface Row {
  readonly sections: Partial<CompanySettings>;
  readonly version: number;
}

/** The company's settings: one row, also before anybody has changed anything. */
export const settings = defineProjection<'settings', Row, SettingsEvent>({
  name: 'settings',
  version: 1,
  id: idOf,
  on: {
    SettingsRevised: (row, { data, sequence }) => ({
      sections: { ...row?.sections, ...data.sections },
      version: sequence,
    }),
  },
  indexes: [],
  present: ({ sections, version }, _nameOf, id) => ({ ...defaultSettings, ...sections, id, version }),
  absent: (id) => (id === 'company' ? { sections: {}, version: 0 } : undefined),
});
