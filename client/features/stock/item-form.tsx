import type { ComponentType } from 'preact';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { CountForm } from './count-form.tsx';
import { type DoingId, doings } from './doings.ts';
import { ExpectForm } from './expect-form.tsx';
import type { FormProps } from './form-frame.tsx';
import { IssueForm, ReleaseForm, ReturnForm } from './line-forms.tsx';
import { AdjustForm, ReorderForm, RetireForm } from './manage-forms.tsx';
import { ReceiveForm } from './receive-form.tsx';

const forms: Readonly<Record<DoingId, ComponentType<FormProps>>> = {
  receive: ReceiveForm,
  issue: IssueForm,
  count: CountForm,
  release: ReleaseForm,
  return: ReturnForm,
  adjust: AdjustForm,
  expect: ExpectForm,
  reorder: ReorderForm,
  retire: RetireForm,
};

/** The form that the address asks for. An address can be passed on to somebody who may not do that. */
export function ItemForm({ doing, ...props }: FormProps & { readonly doing: DoingId }) {
  const role = session.value?.user.role ?? 'employee';
  const permission = doings.find(({ id }) => id === doing)?.permission;
  if (permission === undefined || !may(role, permission)) {
    return (
      <Empty title="Your role does not allow this" action={<Button onPress={props.onClose}>Back to the item</Button>}>
        Ask the office if you need it.
      </Empty>
    );
  }
  const Form = forms[doing];
  return <Form {...props} />;
}
