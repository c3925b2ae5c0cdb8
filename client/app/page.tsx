import type { FunctionComponent } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { isEnough, may, type Permission } from '#contracts/permissions.ts';
import { session } from '../sync/session.ts';
import { Button } from '../ui/button.tsx';
import { Loading } from '../ui/loading.tsx';
import { NotReached } from '../ui/not-reached.tsx';
import { PageHead } from '../ui/page-head.tsx';

/**
 * A screen that is fetched when it is first opened. Until it is here, its frame stands in its place. One that cannot be
 * fetched (offline before it was stored, or an update took its file away) says so. So does one that this person's role
 * may not see: its address can be passed on. Without a title nothing is shown before it is here.
 */
export function page(
  load: () => Promise<FunctionComponent>,
  title?: string,
  permission?: Permission,
): FunctionComponent {
  let Screen: FunctionComponent | undefined;
  function Page() {
    const [failed, setFailed] = useState(false);
    const [, redraw] = useState(Screen);
    useLayoutEffect(() => {
      if (Screen !== undefined) return;
      load().then(
        (it) => {
          Screen = it;
          redraw(() => it);
        },
        () => setFailed(true),
      );
    }, []);
    if (Screen !== undefined) return <Screen />;
    if (failed) return <PageNotReached />;
    return title === undefined ? null : <Frame title={title} />;
  }
  if (permission === undefined) return Page;
  return function Allowed() {
    if (!may(session.value?.user.role ?? 'employee', permission)) return <NotAllowed />;
    return isEnough(session.value?.way ?? 'password', permission) ? <Page /> : <PasswordAsked />;
  };
}

const PasswordAsked = page(
  () => import('../features/sign-in/password-asked.tsx').then((it) => it.PasswordAsked),
  'Your password opens this page',
);

function Frame({ title }: { readonly title: string }) {
  return (
    <div class="page">
      <PageHead title={title} />
      <Loading what={title} lines={6} />
    </div>
  );
}

function NotAllowed() {
  return (
    <div class="page">
      <h1>Your role does not allow this page</h1>
      <p>Ask an administrator if you need it.</p>
      <span>
        <Button href="/">Go to Today</Button>
      </span>
    </div>
  );
}

function PageNotReached() {
  return (
    <div class="page">
      <h1>This page could not be fetched</h1>
      <NotReached
        title="The connection is away, or Misty was updated"
        detail="What was not sent yet is kept."
        retry="Reload"
        onRetry={() => location.reload()}
      />
    </div>
  );
}
