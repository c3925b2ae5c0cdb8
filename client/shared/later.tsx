import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Loading } from '../ui/loading.tsx';
import { NotReached } from '../ui/not-reached.tsx';

/** After so long, a busy device too fetches what nobody has wanted yet. */
const AHEAD_MS = 1_000;

/**
 * A part of a screen that is fetched once the screen has been drawn, or before that when it is wanted. So it is there
 * when the connection goes. It is a panel beside the screen, or with `inPlace` it stands where it is wanted. `what`
 * says what is being fetched. What failed is asked for again once there is a line.
 */
export function later<Props extends object>(
  what: string,
  load: () => Promise<FunctionComponent<Props>>,
  { inPlace = false } = {},
) {
  let loaded: FunctionComponent<Props> | undefined;
  const fetched = () =>
    load().then((component) => {
      loaded = component;
    });
  // What cannot be fetched ahead is asked for again when it is wanted.
  whenIdle(() => void fetched().catch(() => undefined));
  return function Later(props: Props) {
    const [state, setState] = useState<'loading' | 'failed' | 'here'>(loaded === undefined ? 'loading' : 'here');
    useEffect(() => {
      if (state !== 'loading') return;
      fetched().then(
        () => setState('here'),
        () => setState('failed'),
      );
    }, [state]);
    useEffect(() => {
      if (state !== 'failed') return;
      const again = () => setState('loading');
      addEventListener('online', again);
      return () => removeEventListener('online', again);
    }, [state]);
    const Part = loaded;
    if (Part !== undefined) return <Part {...props} />;
    return (
      <section class={inPlace ? undefined : 'side-panel'} aria-label={what}>
        {state === 'failed' ? (
          <NotReached title={`${what} could not be fetched`} onRetry={() => setState('loading')} />
        ) : (
          <Loading what={what} lines={inPlace ? 2 : 6} />
        )}
      </section>
    );
  };
}

function whenIdle(work: () => void): void {
  // Not every browser tells when it is idle.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: AHEAD_MS });
  else setTimeout(work, AHEAD_MS);
}
