import { formatCents, formatUnitPrice } from '#contracts/money.ts';
import type { Plain } from '#contracts/plain.ts';
import { formatFigure, formatQuantity, type Unit, units } from '#contracts/quantity.ts';
import type { RecordState } from '#contracts/record-past.ts';
import { priorityWords, stageWords } from '#contracts/stages.ts';
import { calendarDayInFull, dayOf, lengthOf, timeOfDay } from '../../shared/time.ts';
import { nameOf } from './field-words.ts';
import { spaced } from './kind-words.ts';

/** A value of a field as people read it. The state says in which unit a quantity is. */
export function valueWords(field: string, value: Plain | undefined, state: RecordState): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return numberWords(field, value, state);
  if (typeof value === 'string') return textWords(nameOf(field), value);
  if (isList(value)) {
    return value.length === 0 ? 'nothing' : value.map((one) => valueWords(field, one, state)).join(', ');
  }
  return Object.entries(value)
    .map(([name, part]) => `${spaced(name)} ${valueWords(`${field}.${name}`, part, state)}`)
    .join(', ');
}

const quantities: ReadonlySet<string> = new Set([
  ...['onHand', 'allocated', 'free', 'peak', 'reorderPoint', 'quantity', 'required', 'issued', 'delivered'],
  'minimumQuantity',
]);

function numberWords(field: string, value: number, state: RecordState): string {
  const name = nameOf(field);
  if (name.endsWith('Cents')) return formatCents(value);
  if (name === 'unitPrice') return formatUnitPrice(value);
  if (name.endsWith('BasisPoints')) return `${formatFigure(value, 2)} %`;
  if (/minutes$/i.test(name)) return lengthOf(value);
  if (quantities.has(name)) {
    const { scale, unit } = measureOf(field, state);
    return unit === undefined ? formatFigure(value, scale) : formatQuantity(value, scale, unit);
  }
  return value.toLocaleString('en-AU');
}

/** The unit stands beside the field, or beside what it belongs to. */
function measureOf(field: string, state: RecordState): { scale: number; unit: Unit | undefined } {
  for (let prefix = field; prefix.includes('.'); ) {
    prefix = prefix.slice(0, prefix.lastIndexOf('.'));
    const unit = state.get(`${prefix}.unit`);
    if (isUnit(unit)) return { scale: Number(state.get(`${prefix}.scale`) ?? 0), unit };
  }
  const unit = state.get('unit');
  return { scale: Number(state.get('scale') ?? 0), unit: isUnit(unit) ? unit : undefined };
}

function isUnit(value: Plain | undefined): value is Unit {
  return (units as readonly unknown[]).includes(value);
}

const choices: ReadonlySet<string> = new Set(['status', 'role', 'type', 'kind', 'way', 'basis', 'category']);

function textWords(name: string, value: string): string {
  if (name === 'stage') return (stageWords as Readonly<Record<string, string>>)[value] ?? value;
  if (name === 'priority') return (priorityWords as Readonly<Record<string, string>>)[value] ?? value;
  if (choices.has(name)) return spaced(value);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return calendarDayInFull(value);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return `${dayOf(value)}, ${timeOfDay(value)}`;
  return value;
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}
