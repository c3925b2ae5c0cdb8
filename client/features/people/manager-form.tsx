import type { EmployeeRow } from '#contracts/employee.ts';
import type { Problem } from '#contracts/problems.ts';
import { PanelForm } from '../../shared/panel-form.tsx';
import { useForm } from '../../shared/use-form.ts';
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
  const form = useForm(useCommand('AssignManager'), { opens: () => ({ chosen: managerId }), onClose });
  const { chosen } = form.entered;
  const { command } = form;
  const others = model('employees').list.value.filter((one) => one.active && one.id !== id);
  const manager = others.find((one) => one.id === chosen)?.name;
  const label = manager === undefined ? `${name} has no manager` : `Put into the team of ${manager}`;

  return (
    <PanelForm
      title="Manager"
      label={label}
      attempt={label}
      form={{ ...form, command: { ...command, problem: loopInWords(command.problem) } }}
      wish={() => ({ employeeId: id, managerId: chosen === '' ? null : chosen })}
      disabledBecause={onlineOnly() ?? (chosen === managerId ? 'Choose somebody else first.' : undefined)}
      winnerWords={(winner) => ({ title: personWinner(winner) })}
    >
      <SelectField
        label={`Who decides ${name}’s leave and weeks`}
        placeholder="Nobody in particular: the office"
        value={chosen}
        onChange={(value) => {
          command.forget();
          form.change({ chosen: value });
        }}
        options={others.map((one) => ({ value: one.id, label: one.name }))}
      />
    </PanelForm>
  );
}

/** A circle is a rule and nothing to answer: it is told under the button, with the person who closed it. */
function loopInWords(problem: Problem | undefined): Problem | undefined {
  if (problem?.code !== 'manager-loop') return problem;
  const { winner, ...rule } = problem;
  return winner === undefined ? rule : { ...rule, detail: `${rule.detail} ${personWinner(winner)}.` };
}
