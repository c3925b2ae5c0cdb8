import type { FunctionComponent } from 'preact';
import { lazy } from 'preact-iso';
import { NotReached } from '../ui/not-reached.tsx';

/**
 * A screen that is fetched when it is first opened. One that cannot be fetched (offline before it was stored, or an
 * update took its file away) says so in its place instead of leaving the page empty.
 */
export function page(load: () => Promise<FunctionComponent>): FunctionComponent {
  return lazy(() => load().catch(() => PageNotReached));
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
