import type { RecordState } from '#contracts/record-past.ts';
import { calendarDay } from '../../shared/time.ts';
import { spaced } from './kind-words.ts';

/** Fields that screens call otherwise than their name says. */
const labels: Readonly<Record<string, string>> = {
  dueDate: 'Delivery date',
  reference: 'Their reference',
  discountBasisPoints: 'Discount',
  unitPrice: 'Price',
  totalCents: 'Total',
  gstCents: 'GST',
  subtotalCents: 'Before discount',
  discountCents: 'Discount, amount',
  clientName: 'Client',
  required: 'Asked for',
  reorderPoint: 'Reorder point',
  onHand: 'On hand',
  abn: 'ABN',
  email: 'E-mail',
  sku: 'Code',
  rateCents: 'Rate',
  stageBy: 'Moved by',
  stageSince: 'In this stage since',
  measures: 'Measure',
};

/** One of several. */
const ones: Readonly<Record<string, string>> = {
  lines: 'Line',
  allocations: 'Allocation',
  issues: 'Issue',
  deliveries: 'Delivery',
  contacts: 'Contact',
  days: 'Day',
  entries: 'Entry',
  rates: 'Rate',
  shifts: 'Shift',
  materials: 'Material',
};

/** What a field is called: 'lines.4f1c.allocated' is "Line 2, allocated". The state says which line is the second. */
export function fieldWords(field: string, state: RecordState): string {
  const parts = field.split('.');
  const words: string[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at] ?? '';
    const key = parts[at + 1];
    const one = ones[part];
    if (one !== undefined && key !== undefined) {
      words.push(`${one} ${keyWords(parts.slice(0, at + 1), key, state)}`.trim());
      at += 1;
    } else if (isId(part)) {
      const isRequest = state.has(`${parts.slice(0, at + 1).join('.')}.requestId`);
      words.push(`${isRequest ? 'Request' : 'Entry'} ${keyWords(parts.slice(0, at), part, state)}`.trim());
    } else words.push(labels[part] ?? spaced(part));
  }
  return words.map((word, index) => (index === 0 ? word : word.slice(0, 1).toLowerCase() + word.slice(1))).join(', ');
}

/** Whether people need not read it: it repeats what another field says, or only programs need it. */
export function isForPrograms(field: string, state: RecordState): boolean {
  const name = nameOf(field);
  if (programs.has(name)) return true;
  if (!name.endsWith('Id')) return false;
  const base = field.slice(0, -2);
  return (
    state.has(`${base}Name`) || state.has(`${base}Number`) || state.has(`${field.slice(0, -name.length)}description`)
  );
}

const programs: ReadonlySet<string> = new Set([
  ...[
    'lineId',
    'requestId',
    'scale',
    'unit',
    'kind',
    'cardVersion',
    'updatedAt',
    'people',
    'position',
    'peak',
    'lineCount',
  ],
]);

/** The last part of a field's name. */
export function nameOf(field: string): string {
  return field.slice(field.lastIndexOf('.') + 1);
}

function isId(part: string): boolean {
  return /\d/.test(part);
}

function keyWords(list: readonly string[], key: string, state: RecordState): string {
  if (/^\d{1,3}$/.test(key)) return key;
  if (/^\d{4}-\d\d-\d\d$/.test(key)) return calendarDay(key);
  const prefix = list.map((part) => `${part}.`).join('');
  const keys = new Set<string>();
  for (const field of state.keys()) {
    if (!field.startsWith(prefix)) continue;
    const end = field.indexOf('.', prefix.length);
    keys.add(field.slice(prefix.length, end === -1 ? undefined : end));
    if (keys.has(key)) return String(keys.size);
  }
  // It was taken off since.
  return '';
}
