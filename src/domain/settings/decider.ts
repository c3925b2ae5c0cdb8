import { sameContent } from '../../contracts/plain.ts';
import { type CompanySettings, defaultSettings, type settingsCommands } from '../../contracts/settings.ts';
import { COMPANY } from '../company.ts';
import { type DeciderOf, defineAggregate, type Recorded, refuseStale, type Trace, traceOf } from '../kernel.ts';
import type { SettingsEvent } from './events.ts';

// Deciders read settings without writing to them. A changed rule counts from the next decision on, and each decision
// records the figures that it used.

export interface Settings {
  readonly settings: CompanySettings;
  /** Sequence of the last change. 0 until somebody changes anything. */
  readonly version: number;
  readonly lastEdit: Trace | undefined;
}

export const settings = defineAggregate<Settings, SettingsEvent>({
  kind: 'settings',
  initial: { settings: defaultSettings, version: 0, lastEdit: undefined },
  evolve,
});

type Section = keyof CompanySettings;

export const settingsDeciders = {
  ReviseSettings: {
    reads: () => [settings.at(COMPANY)],
    decide({ reason, ...wished }, read, context) {
      const found = read(settings, COMPANY);
      const stale = refuseStale('Company setup', context, found.version, found.lastEdit);
      if (stale) return stale;
      const changed = Object.entries(wished).filter(
        ([section, value]) => value !== undefined && !sameContent(value, found.settings[section as Section]),
      );
      if (changed.length === 0) return [];
      const sections: Partial<CompanySettings> = Object.fromEntries(changed);
      return [settings.event(COMPANY, 'SettingsRevised', { sections, reason })];
    },
  },
} satisfies { [Type in keyof typeof settingsCommands]: DeciderOf<Type> };

function evolve(state: Settings, event: Recorded<SettingsEvent>): Settings {
  switch (event.type) {
    case 'SettingsRevised': {
      const { sections, reason } = event.data;
      const lastEdit = traceOf(event, { sections: Object.keys(sections), reason });
      return { settings: { ...state.settings, ...sections }, version: event.sequence, lastEdit };
    }
    default:
      event.type satisfies never;
      return state;
  }
}
