import type { ComponentChildren } from 'preact';

interface EmptyProps {
  /** What would be here: "No approvals waiting". */
  readonly title: string;
  /** When the last was, or what to do to fill it. */
  readonly children?: ComponentChildren;
  /** One button. */
  readonly action?: ComponentChildren;
}

/** Nothing is here yet: dashed. */
export function Empty({ title, children, action }: EmptyProps) {
  return (
    <div class="empty">
      <p class="strong">{title}</p>
      {children !== undefined && <p class="second">{children}</p>}
      {action}
    </div>
  );
}
