import { useState } from 'preact/hooks';
import { readHours, readQuantity } from '#contracts/figures.ts';
import { hoursText } from '#contracts/hours-text.ts';
import type { ClockBreak } from '#contracts/settings.ts';
import { model } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session, timeZone } from '../../sync/session.ts';
import { QuietButton } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FigureField } from '../../ui/figure-field.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { type EntryDraft, withMinutes, withTimes } from './week-draft.ts';

const DAY_MINUTES = 1_440;
/** A tenth of an hour. */
const STEP_MINUTES = 6;

interface EntryProps {
  readonly entry: EntryDraft;
  readonly date: string;
  readonly onChange: (entry: EntryDraft) => void;
}

interface EntryLengthProps extends EntryProps {
  /** What the other lines of the day have already. */
  readonly others: number;
  /** What is left of an ordinary day of this person. */
  readonly ordinary: number;
}

/** How long: an ordinary day with the first tap, then steps of 6 minutes; or typed. */
export function EntryLength({ entry, date, others, ordinary, onChange }: EntryLengthProps) {
  return (
    <Stepper
      label="Worked"
      value={entry.minutes}
      max={DAY_MINUTES - others}
      step={STEP_MINUTES}
      {...(ordinary > 0 && { first: ordinary })}
      atMax="A day has no more than 24 h"
      format={hoursText}
      read={(typed) => readHours(typed, { asClock: true })}
      onChange={(minutes) => onChange(withMinutes(entry, minutes, { date, timeZone: timeZone.value }))}
    >
      {entry.minutes === 0 && ordinary > 0 ? `+ gives ${hoursText(ordinary)}` : `Steps of ${STEP_MINUTES} min`}
    </Stepper>
  );
}

interface EntryFieldsProps extends EntryProps {
  readonly usual: ClockBreak;
  /** Takes the line off; not where it is the only one and blank. */
  readonly onRemove: (() => void) | undefined;
}

/** From when to when, for which order, and a note. */
export function EntryFields({ entry, date, usual, onChange, onRemove }: EntryFieldsProps) {
  const { start = '', end = '', breakMinutes, note = '' } = entry;
  const day = { date, timeZone: timeZone.value, usual };
  const times = (typed: Parameters<typeof withTimes>[1]) => onChange(withTimes(entry, typed, day));
  return (
    <>
      <div class="pair entry-times">
        <TextField label="Start" type="time" value={start} onChange={(to) => times({ start: to })} />
        <TextField
          label="End"
          type="time"
          value={end}
          hint={start !== '' && end !== '' && end < start ? 'On the next day' : undefined}
          onChange={(to) => times({ end: to })}
        />
        <BreakField minutes={breakMinutes} onChange={(to) => times({ breakMinutes: to })} />
      </div>
      <div class="pair">
        {may(session.value?.user.role ?? 'employee', 'orders.read') && <OrderField entry={entry} onChange={onChange} />}
        <TextField label="Note" value={note} maxLength={500} onChange={(to) => onChange({ ...entry, note: to })} />
      </div>
      {onRemove !== undefined && (
        <div>
          <QuietButton onPress={onRemove}>Take this line off</QuietButton>
        </div>
      )}
    </>
  );
}

/** The order that the time is costed to, of those that are open. */
function OrderField({ entry, onChange }: Pick<EntryProps, 'entry' | 'onChange'>) {
  const open = model('order-board').list.value.filter(({ status }) => status === 'open');
  const { orderId, orderNumber = '' } = entry;
  const chosen = orderId !== undefined && !open.some(({ id }) => id === orderId);
  return (
    <SelectField
      label="Order"
      placeholder="None"
      value={orderId ?? ''}
      options={[
        ...(chosen ? [{ value: orderId, label: orderNumber }] : []),
        ...open.map(({ id, number, clientName }) => ({ value: id, label: `${number} · ${clientName}` })),
      ]}
      onChange={(id) => {
        const { orderId: _, orderNumber: _number, ...rest } = entry;
        const order = open.find((one) => one.id === id);
        if (id === '') onChange(rest);
        else onChange({ ...rest, orderId: id, orderNumber: order?.number ?? orderNumber });
      }}
    />
  );
}

const BREAK_MAX = 720;

interface BreakFieldProps {
  readonly minutes: number | undefined;
  readonly onChange: (minutes: number) => void;
}

/** Whole minutes. What cannot be read stays in the field and says so; the break is then what it was. */
function BreakField({ minutes, onChange }: BreakFieldProps) {
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? (minutes === undefined ? '' : String(minutes));
  const read = (text: string) => readQuantity(text.trim() === '' ? '0' : text, 0, { max: BREAK_MAX });
  return (
    <FigureField
      label="Unpaid break"
      inputMode="numeric"
      suffix="min"
      value={shown}
      reading={read(shown)}
      write={(figure) => `${figure} min`}
      onChange={(text) => {
        const { figure } = read(text);
        setTyped(figure === undefined || text.trim() === '' ? text : undefined);
        if (figure !== undefined) onChange(figure);
      }}
    />
  );
}
