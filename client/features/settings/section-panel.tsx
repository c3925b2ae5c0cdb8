import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import type { Winner } from '#contracts/problems.ts';
import type { SettingsView } from '#contracts/settings.ts';
import { editOf } from '../../shared/edit.ts';
import { EditEnd } from '../../shared/edit-end.tsx';
import { filled } from '../../shared/filled.ts';
import { isSame } from '../../shared/rebase.ts';
import { moment } from '../../shared/time.ts';
import { item } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Chip } from '../../ui/chip.tsx';
import { TextField } from '../../ui/field.tsx';
import { showFirstError } from '../../ui/focus.ts';
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
    const now = { version: settings.version, base: section.open(settings) };
    const edit = editOf(`settings/${section.id}`, now);
    const save = useCommand('ReviseSettings');
    const [checked, setChecked] = useState(false);
    const [reason, setReason] = useState('');
    const { base, mine, version } = edit;

    function done(): void {
      edit.drop();
      onClose();
    }
    async function submit(): Promise<void> {
      setChecked(true);
      if (section.errors(mine) !== undefined) {
        showFirstError('.side-panel');
        return;
      }
      const wish = { ...section.sent(mine), ...filled('reason', reason) };
      if (isSame(base, mine) || (await save.run(wish, { version }))) {
        done();
        return;
      }
      const company = item('settings', 'company');
      await company.refresh();
      const fresh = company.row.value;
      if (fresh === undefined || fresh.version === version || !isSame(section.open(fresh), base)) return;
      // Somebody changed another section: this one is as it was opened, and nothing of anybody is lost.
      if (await save.run(wish, { version: fresh.version })) done();
    }
    return (
      <SidePanel
        title={section.title}
        aside={<Chip kind="dashed">{version === 0 ? 'As it came' : `From version ${version}`}</Chip>}
        onClose={onClose}
      >
        <div class="form">
          <Fields draft={mine} base={base} errors={checked ? section.errors(mine) : undefined} onChange={edit.change} />
          <TextField
            label="Reason"
            hint="For the history; may be left out"
            maxLength={500}
            value={reason}
            onChange={setReason}
          />
          <EditEnd
            label={section.save}
            edit={edit}
            now={now}
            lines={section.lines}
            command={save}
            winnerWords={winnerWords}
            onSave={() => void submit()}
            onDiscard={done}
          />
        </div>
      </SidePanel>
    );
  };
}

function winnerWords({ user, at }: Winner): string {
  return `${user.name} changed the settings at ${moment(at)}`;
}
