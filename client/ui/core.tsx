/** Winding while something is under way, dashed while it is not there, solid when it is. */
export type CoreState = 'live' | 'sending' | 'offline' | 'stopped';

/** The core of a roll: state of the connection, of a command, of a read model. Always beside its word. */
export function Core({ state }: { readonly state: CoreState }) {
  return <span class={`core core-${state}`} aria-hidden="true" />;
}
