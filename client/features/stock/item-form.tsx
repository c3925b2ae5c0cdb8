import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import type { Doing, FormProps } from './form-frame.tsx';

/** The form that the address asks for. An address can be passed on to somebody who may not do that. */
export function ItemForm({ doing, ...props }: FormProps & { readonly doing: Doing }) {
  const role = session.value?.user.role ?? 'employee';
  if (!may(role, doing.permission)) {
    return (
      <Empty title="Your role does not allow this" action={<Button onPress={props.onClose}>Back to the item</Button>}>
        Ask the office if you need it.
      </Empty>
    );
  }
  return <doing.Form {...props} />;
}
