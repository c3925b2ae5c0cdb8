import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import type { Winner } from '#contracts/problems.ts';
import type { SettingsView } from '#contracts/settings.ts';
import { EditEnd } from '../../shared/edit-end.tsx';
import { filled } from '../../shared/filled.ts';
import { moment } from '../../shared/time.ts';
import { useEdit } from '../../shared/use-edit.ts';
import { item } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { TextField } from '../../ui/field.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import type { Errors, Section } from './section.ts';

export interface FieldsProps<Draft> {
  readonly draft: Draft;
  /** What was opened. */
  readonly base: Draft;
  readonly errors: Errors | undefined;
  readonly onChange: (part: Partial<Draft>) => void;
}

interface SectionPanelProps {
  readonly settings: SettingsView;
  readonly onClose: () => void;
}

/** The edit of one section, from the version that was on screen. Other sections may be changed meanwhile by others. */
export function sectionPanel<Draft extends object>(section: Section<Draft>, Fields: ComponentType<FieldsProps<Draft>>) {
  return function SectionPanel({ settings, onClose }: SectionPanelProps) {
    const company = item('settings', 'company');
    const part = (from: SettingsView) => ({ version: from.version, base: section.open(from) });
    const [reason, setReason] = useState('');
    const edit = useEdit(useCommand('ReviseSettings'), {
      kept: `settings/${section.id}`,
      now: part(settings),
      check: section.errors,
      wish: (mine) => ({ ...section.sent(mine), ...filled('reason', reason) }),
      refresh: company.refresh,
      fetched: () => company.row.value && part(company.row.value),
      onClose,
    });
    const { base, mine } = edit;
    return (
      <SidePanel title={section.title} onClose={onClose}>
        <div class="form">
          <Fields draft={mine} base={base} errors={edit.errors} onChange={edit.change} />
          <TextField
            label="Reason"
            hint="For the history; may be left out"
            maxLength={500}
            value={reason}
            onChange={setReason}
          />
          <EditEnd label={section.save} edit={edit} lines={section.lines} winnerWords={winnerWords} />
        </div>
      </SidePanel>
    );
  };
}

function winnerWords({ user, at }: Winner): string {
  return `${user.name} changed the settings at ${moment(at)}`;
}
