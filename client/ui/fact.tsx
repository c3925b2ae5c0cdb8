import type { ComponentChildren } from 'preact';

/** A name and what stands behind it, in a `dl.facts`. Nothing at all where nothing is known. */
export function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  if (children === undefined || children === '' || children === false) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
