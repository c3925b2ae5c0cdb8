import { type LeaveType, leaveTypes, leaveWords } from '#contracts/leave-types.ts';
import { capital } from '#contracts/words.ts';
import { SelectField } from '../../ui/field.tsx';
import { Segment } from '../../ui/segment.tsx';
import type { LeaveDraft } from './plan.ts';

interface LeaveTypePickerProps {
  readonly type: LeaveDraft['type'];
  readonly onChange: (type: LeaveDraft['type']) => void;
}

/** The usual types at once; the others in a list. */
export function LeaveTypePicker({ type, onChange }: LeaveTypePickerProps) {
  const isUsual = (usual as readonly string[]).includes(type);
  return (
    <>
      <Segment
        label="Type of leave"
        value={isUsual ? type : 'other'}
        onChange={onChange}
        options={[...usual.map((value) => ({ value, label: capital(leaveWords[value]) })), other]}
      />
      {!isUsual && (
        <SelectField
          label="Which leave"
          value={type === 'other' ? '' : type}
          onChange={(value) => onChange(value === '' ? 'other' : (value as LeaveType))}
          placeholder="Choose which"
          options={seldom.map((value) => ({ value, label: capital(leaveWords[value]) }))}
        />
      )}
    </>
  );
}

const usual = ['annual', 'sick', 'personal'] as const;
const seldom = leaveTypes.filter((type) => !(usual as readonly string[]).includes(type));
const other = { value: 'other' as const, label: 'Other' };
