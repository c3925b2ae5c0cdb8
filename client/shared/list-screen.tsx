import { type ComponentChildren, Fragment } from 'preact';
import { useLocation } from 'preact-iso';
import type { Permission } from '#contracts/permissions.ts';
import { may } from '../sync/rights.ts';
import { session } from '../sync/session.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Panes, SidePanel } from '../ui/side-panel.tsx';

interface ListScreenProps {
  /** The address of the list: '/people'. */
  readonly at: string;
  /** What the address opens: the id of a thing, 'new', or nothing. */
  readonly openId: string | undefined;
  readonly list: ComponentChildren;
  /** The panel at '/people/new'. */
  readonly adding: {
    readonly title: string;
    readonly permission: Permission;
    /** The way back for somebody who may not add: "Show everybody". */
    readonly back: string;
    readonly panel: (close: () => void) => ComponentChildren;
  };
  /** The panel of a thing. */
  readonly children: (id: string, close: () => void) => ComponentChildren;
}

/** A list, and beside it the thing of the address or the form of a new one. */
export function ListScreen({ at, openId, list, adding, children }: ListScreenProps) {
  const { route } = useLocation();
  const close = () => route(at);
  return (
    <Panes
      list={list}
      panel={
        openId === 'new' ? (
          <Adding {...adding} onClose={close} />
        ) : (
          openId !== undefined && <Fragment key={openId}>{children(openId, close)}</Fragment>
        )
      }
    />
  );
}

/** An address can be passed on to somebody who may not do that. */
function Adding(props: ListScreenProps['adding'] & { readonly onClose: () => void }) {
  const { title, permission, back, panel, onClose } = props;
  if (may(session.value?.user.role ?? 'employee', permission)) return <>{panel(onClose)}</>;
  return (
    <SidePanel title={title} onClose={onClose}>
      <Empty title="Your role does not allow this" action={<Button onPress={onClose}>{back}</Button>}>
        Ask the office if you need it.
      </Empty>
    </SidePanel>
  );
}
