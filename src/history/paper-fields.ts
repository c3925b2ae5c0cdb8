import type { Plain } from '../contracts/plain.ts';
import type { Paper } from '../contracts/receipts.ts';
import type { RecordState } from '../contracts/record-past.ts';
import type { Fields } from './fields.ts';

/**
 * What a paper shows of the record that it is printed from, field by field. What it does not show may change without
 * making the paper wrong. `part` is the position of the delivery that a packing slip is about, or the
 * private detail that was erased.
 */
export function fieldsOnPaper(paper: Paper, part: string, state: RecordState): Fields {
  if (paper === 'slip') return onSlip(Number(part), state);
  if (paper === 'erasure') return onErasure(part, state);
  const isShown = paper === 'job' ? isOnJobCard : isOnPayslip;
  return new Map([...state].filter(([field]) => isShown(field)));
}

const ofOrder = /^(number|clientName|reference|dueDate|priority|notes)$/;
const ofLine = /^lines\.[^.]+\.(description|note|required|unit|scale|completed|allocations\..+)$/;

function isOnJobCard(field: string): boolean {
  return ofOrder.test(field) || ofLine.test(field);
}

/** Whose it was, and that nothing is on file any more. */
function onErasure(detail: string, state: RecordState): Fields {
  const onFile = state.get('onFile');
  const isThere = Array.isArray(onFile) && onFile.includes(detail);
  const whose = [...state].filter(([field]) => field === 'name' || field === 'number');
  return new Map([...whose, [detail, isThere ? 'on file' : 'erased']]);
}

/** What only says how it came about. */
const unsaid = /^(calculatedAt|calculation|approvedBy|employeeId|financialYear|carried|accrued)$/;

function isOnPayslip(field: string): boolean {
  return !unsaid.test(field);
}

const slipFields = /^(number|clientName|deliveryAddress|reference)$/;
const ofDelivery = /^deliveries\.([^.]+)\.(docket|note|user|at|lines\.([^.]+)\.quantity)$/;

/** The delivery itself, under a name that later ones do not move, and how much of its lines was taken back since. */
function onSlip(part: number, state: RecordState): Fields {
  const shown = new Map<string, Plain>([...state].filter(([field]) => slipFields.test(field)));
  const takenBack = new Map<string, number>();
  for (const [field, value] of state) {
    const [, key, name = '', lineId] = ofDelivery.exec(field) ?? [];
    if (key === undefined) continue;
    const position = Number(state.get(`deliveries.${key}.position`));
    if (position === part) {
      shown.set(`delivery.${name}`, value);
      if (lineId !== undefined) showLine(lineId);
    } else if (position > part && lineId !== undefined && state.get(`deliveries.${key}.takenBack`) === true) {
      takenBack.set(lineId, (takenBack.get(lineId) ?? 0) + Number(value));
    }
  }
  for (const [lineId, quantity] of takenBack) {
    if (shown.has(`delivery.lines.${lineId}.quantity`)) showMeasured(`takenBack.lines.${lineId}`, lineId, quantity);
  }
  return shown;

  function showLine(lineId: string): void {
    const description = state.get(`lines.${lineId}.description`);
    if (description !== undefined) shown.set(`delivery.lines.${lineId}.description`, description);
    showMeasured(`delivery.lines.${lineId}`, lineId);
  }

  /** A quantity is told in the unit of its line. */
  function showMeasured(prefix: string, lineId: string, quantity?: number): void {
    if (quantity !== undefined) shown.set(`${prefix}.quantity`, quantity);
    for (const measure of ['unit', 'scale']) {
      const known = state.get(`lines.${lineId}.${measure}`);
      if (known !== undefined) shown.set(`${prefix}.${measure}`, known);
    }
  }
}
