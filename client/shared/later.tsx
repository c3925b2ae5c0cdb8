import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Loading } from '../ui/loading.tsx';
import { NotReached } from '../ui/not-reached.tsx';

/**
 * A part of a screen that is fetched when it is first wanted: a panel beside it, or with `inPlace` what stands where it is
 * wanted. `what` says what is being fetched.
 */
export function later<Props extends object>(
  what: string,
  load: () => Promise<FunctionComponent<Props>>,
  { inPlace = false } = {},
) {
  let loaded: FunctionComponent<Props> | undefined;
  return function Later(props: Props) {
    const [state, setState] = useState<'loading' | 'failed' | 'here'>(loaded === undefined ? 'loading' : 'here');
    useEffect(() => {
      if (state !== 'loading') return;
      load().then(
        (component) => {
          loaded = component;
          setState('here');
        },
        () => setState('failed'),
      );
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
