import { CountForm } from './count-form.tsx';
import { ExpectForm } from './expect-form.tsx';
import type { Doing } from './form-frame.tsx';
import { IssueForm, ReleaseForm, ReturnForm } from './line-forms.tsx';
import { manageDoings } from './manage-forms.tsx';
import { ReceiveForm } from './receive-form.tsx';

/** In the order of their buttons. */
export const doings: readonly Doing[] = [
  { id: 'receive', label: 'Receive', icon: 'plus', permission: 'stock.move', often: true, Form: ReceiveForm },
  { id: 'issue', label: 'Issue', icon: 'arrow-right', permission: 'stock.move', often: true, Form: IssueForm },
  { id: 'count', label: 'Count', icon: 'pencil', permission: 'stock.manage', often: true, Form: CountForm },
  { id: 'release', label: 'Release', permission: 'stock.allocate', Form: ReleaseForm },
  { id: 'return', label: 'Return', permission: 'stock.move', Form: ReturnForm },
  { id: 'expect', label: 'Expect a delivery', permission: 'stock.manage', Form: ExpectForm },
  ...manageDoings,
];

export function doingOf(text: string | undefined): Doing | undefined {
  return doings.find(({ id }) => id === text);
}
