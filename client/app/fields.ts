export type TextInput = HTMLInputElement | HTMLTextAreaElement;

const TYPED = ['text', 'search', 'email', 'tel', 'url', 'number', 'password'];

/** Whether keys write into it. Dates and choices have keys of their own. */
export function takesText(field: Element | undefined): field is TextInput {
  return field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && TYPED.includes(field.type));
}

export function isFigureField(field: TextInput): boolean {
  return field.inputMode === 'numeric' || field.inputMode === 'decimal';
}

/** Writes as if it had been typed. */
export function putInto(field: TextInput | HTMLSelectElement, value: string): void {
  if (field.value === value) return;
  field.value = value;
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
}

/** The field after this one in its form, or the button that sends the form. */
export function nextField(field: Element): HTMLElement | undefined {
  const form = field.closest('form, dialog, fieldset, .form, .foot, .side-panel, main');
  const places = [...(form?.querySelectorAll<HTMLElement>(PLACES) ?? [])].filter(isShown);
  return places.find((place) => field.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING);
}

const PLACES =
  'input:not([aria-hidden], [type=hidden], [type=search], [type=file], [disabled]), textarea, select, .main-button, button[type=submit]';

function isShown(place: HTMLElement): boolean {
  return place.getClientRects().length > 0;
}
