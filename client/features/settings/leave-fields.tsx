import { hoursText } from '#contracts/hours-text.ts';
import { leaveTypes } from '#contracts/leave-types.ts';
import { SelectField } from '../../ui/field.tsx';
import { FigureField } from '../../ui/figure-field.tsx';
import {
  balancedWords,
  floorOf,
  type LeaveTypeDraft,
  type LeaveTypesDraft,
  leaveName,
  paidWords,
  yearlyOf,
} from './leave-types.ts';
import type { FieldsProps } from './section-panel.tsx';

/** Each type of leave: whether it is paid, and how much there is of it. */
export function LeaveFields({ draft, base, errors, onChange }: FieldsProps<LeaveTypesDraft>) {
  const options = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }));
  return (
    <>
      {leaveTypes.map((type) => {
        const [rule, was] = [draft[type], base[type]];
        const field = (name: keyof LeaveTypeDraft, words: Readonly<Record<string, string>> = {}) => ({
          value: rule[name],
          was: rule[name] === was[name] ? undefined : (words[was[name]] ?? was[name]),
          error: errors?.[`${type}.${name}`],
          onChange: (value: string) => onChange({ [type]: { ...rule, [name]: value } }),
        });
        return (
          <fieldset key={type} class="form" aria-label={`${leaveName(type)} leave`}>
            <h3>{leaveName(type)}</h3>
            <div class="pair">
              <SelectField label="Pay" options={options(paidWords)} {...field('paid', paidWords)} />
              <SelectField label="Taken" options={options(balancedWords)} {...field('balanced', balancedWords)} />
            </div>
            {rule.balanced === 'balance' && (
              <div class="pair">
                <FigureField
                  label="Hours a year, full time"
                  reading={yearlyOf(rule)}
                  write={hoursText}
                  {...field('yearly')}
                />
                <FigureField
                  label="May fall to"
                  reading={floorOf(rule)}
                  write={hoursText}
                  hint="0:00, or below: −76:00"
                  {...field('floor')}
                />
              </div>
            )}
          </fieldset>
        );
      })}
      <p class="second">What was approved stays as it is. A request is looked at by what counts when it is approved.</p>
    </>
  );
}
