import type { FunctionComponent } from 'preact';
import { lazy } from 'preact-iso';
import { may, type Permission } from '#contracts/permissions.ts';
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
    return may(session.value?.user.role ?? 'employee', permission) ? <Screen /> : <NotAllowed />;
  };
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
        onRetry={() => location.reload()}
      />
    </div>
  );
}
