import type { FunctionComponent } from 'preact';
import { lazy } from 'preact-iso';
import { isEnough, may, type Permission } from '#contracts/permissions.ts';
import { session } from '../sync/session.ts';
import { Button } from '../ui/button.tsx';
import { NotReached } from '../ui/not-reached.tsx';

/**
 * A screen that is fetched when it is first opened. One that cannot be fetched (offline before it was stored, or an
 * update took its file away) says so in its place instead of leaving the page empty. So does one that this person's role
 * may not see: its address can be passed on.
 */
export function page(load: () => Promise<FunctionComponent>, permission?: Permission): FunctionComponent {
  const Screen = lazy(() => load().catch(() => PageNotReached));
  if (permission === undefined) return Screen;
  return function Allowed() {
    if (!may(session.value?.user.role ?? 'employee', permission)) return <NotAllowed />;
    return isEnough(session.value?.way ?? 'password', permission) ? <Screen /> : <PasswordAsked />;
  };
}

const PasswordAsked = lazy(() =>
  import('../features/sign-in/password-asked.tsx').then(
    (it) => it.PasswordAsked,
    () => PageNotReached,
  ),
);

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
        onRetry={() => location.reload()}
      />
    </div>
  );
}
