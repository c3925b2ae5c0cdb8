import { useState } from 'preact/hooks';
import type { EmployeeRow } from '#contracts/employee.ts';
import type { Problem } from '#contracts/problems.ts';
import { PanelForm } from '../../shared/panel-form.tsx';
import { model } from '../../sync/models.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { SelectField } from '../../ui/field.tsx';
import { personWinner } from './people-words.ts';

interface ManagerFormProps {
  readonly person: EmployeeRow;
  readonly onClose: () => void;
}

/** Whose team somebody is in. */
export function ManagerForm({ person, onClose }: ManagerFormProps) {
  const { id, name, managerId = '' } = person;
  const [chosen, setChosen] = useState(managerId);
  const command = useCommand('AssignManager');
  const others = model('employees').list.value.filter((one) => one.active && one.id !== id);
  const manager = others.find((one) => one.id === chosen)?.name;
  const label = manager === undefined ? `${name} has no manager` : `Put into the team of ${manager}`;

  async function submit(): Promise<void> {
    if (await command.run({ employeeId: id, managerId: chosen === '' ? null : chosen })) onClose();
  }
  return (
    <PanelForm
      title="Manager"
      label={label}
      attempt={label}
      command={{ ...command, problem: loopInWords(command.problem) }}
      disabledBecause={onlineOnly() ?? (chosen === managerId ? 'Choose somebody else first.' : undefined)}
      winnerWords={(winner) => ({ title: personWinner(winner) })}
      onSubmit={() => void submit()}
      onCancel={onClose}
    >
      <SelectField
        label={`Who decides ${name}’s leave and weeks`}
        placeholder="Nobody in particular: the office"
        value={chosen}
        onChange={(value) => {
          command.forget();
          setChosen(value);
        }}
        options={others.map((one) => ({ value: one.id, label: one.name }))}
      />
    </PanelForm>
  );
}

/** A circle is a rule and nothing to answer: it is told under the button, with whoever closed it. */
function loopInWords(problem: Problem | undefined): Problem | undefined {
  if (problem?.code !== 'manager-loop') return problem;
  const { winner, ...rule } = problem;
  return winner === undefined ? rule : { ...rule, detail: `${rule.detail} ${personWinner(winner)}.` };
}
