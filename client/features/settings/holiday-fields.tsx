import { useState } from 'preact/hooks';
import { calendarDayInFull, today } from '../../shared/time.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { DateField, TextField } from '../../ui/field.tsx';
import { Segment } from '../../ui/segment.tsx';
import { type HolidaysDraft, holidaysIn, proposedFor, withDay, yearsOf } from './holidays.ts';
import type { FieldsProps } from './section-panel.tsx';

/** The public holidays of a year: what comes and what goes is dashed until it is saved. */
export function HolidayFields({ draft, base, onChange }: FieldsProps<HolidaysDraft>) {
  const { days } = draft;
  const all = { ...base.days, ...days };
  const years = yearsOf(
    Object.keys(all).map((date) => ({ date, name: '' })),
    today(),
  );
  const [year, setYear] = useState(today().slice(0, 4));
  const shown = holidaysIn(all, year);
  const proposed = proposedFor(days, year);
  const put = (next: HolidaysDraft['days']) => onChange({ days: next });
  return (
    <>
      <Segment
        apart
        label="Year"
        value={year}
        onChange={setYear}
        options={years.map((value) => ({ value, label: value }))}
      />
      {shown.length > 0 && (
        <ul class="rows">
          {shown.map(([date, name]) => (
            <HolidayRow
              key={date}
              date={date}
              name={name}
              was={base.days[date]}
              kept={days[date] !== undefined}
              onTakeOff={() => put(withDay(days, date))}
              onKeep={() => put(withDay(days, date, name))}
            />
          ))}
        </ul>
      )}
      {proposed.length > 0 && (
        <div>
          <Button
            icon="plus"
            wide
            onPress={() => put({ ...days, ...Object.fromEntries(proposed.map(({ date, name }) => [date, name])) })}
          >
            {`Add the NSW holidays of ${year}`}
          </Button>
          <p class="because">
            {`${proposed.length} ${proposed.length === 1 ? 'day' : 'days'} by the Public Holidays Act 2010 (NSW). Look them through before you save.`}
          </p>
        </div>
      )}
      <AddDay
        days={days}
        onAdd={(date, name) => {
          put(withDay(days, date, name));
          setYear(date.slice(0, 4));
        }}
      />
    </>
  );
}

interface HolidayRowProps {
  readonly date: string;
  readonly name: string;
  /** Its name before the edit; undefined for a day that is new. */
  readonly was: string | undefined;
  readonly kept: boolean;
  readonly onTakeOff: () => void;
  readonly onKeep: () => void;
}

function HolidayRow({ date, name, was, kept, onTakeOff, onKeep }: HolidayRowProps) {
  const words = calendarDayInFull(date);
  return (
    <li class="row holiday">
      <span class="grow">
        {kept ? <strong>{name}</strong> : <s>{name}</s>} <span class="second nowrap">{words}</span>
      </span>
      {kept && was !== name && <Chip kind="dashed">{was === undefined ? 'New' : 'Changed'}</Chip>}
      {!kept && <Chip kind="dashed">Goes</Chip>}
      {kept ? (
        <Button icon="close" label={`Take ${name}, ${words}, off`} onPress={onTakeOff} />
      ) : (
        <Button icon="undo" label={`Keep ${name}, ${words}`} onPress={onKeep} />
      )}
    </li>
  );
}

interface AddDayProps {
  readonly days: HolidaysDraft['days'];
  readonly onAdd: (date: string, name: string) => void;
}

function AddDay({ days, onAdd }: AddDayProps) {
  const [date, setDate] = useState('');
  const [name, setName] = useState('');
  const because =
    date === ''
      ? 'Choose a day first.'
      : days[date] !== undefined
        ? `${days[date]} is on this day already.`
        : name.trim() === ''
          ? 'Enter its name first.'
          : undefined;
  return (
    <div class="form">
      <div class="pair">
        <DateField label="Another day" value={date} words={calendarDayInFull} onChange={setDate} />
        <TextField label="Its name" maxLength={120} value={name} onChange={setName} />
      </div>
      <div>
        <Button
          icon="plus"
          disabledBecause={because}
          onPress={() => {
            onAdd(date, name.trim());
            setDate('');
            setName('');
          }}
        >
          Add the day
        </Button>
      </div>
    </div>
  );
}
