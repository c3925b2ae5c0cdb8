import type { ComponentChildren } from 'preact';
import { Avatar } from './avatar.tsx';

interface CardProps {
  readonly children: ComponentChildren;
  /** next: the thing to do · waiting: not recorded yet · other: somebody else did this · past: over. */
  readonly kind?: 'plain' | 'next' | 'waiting' | 'other' | 'past';
  /** The name of the card for screen readers, when it has no heading. */
  readonly label?: string;
}

/** A thing on the page. */
export function Card({ children, kind = 'plain', label }: CardProps) {
  return (
    <section class={`card card-${kind}`} aria-label={label}>
      {children}
    </section>
  );
}

interface SomebodyElseProps {
  /** The person's whole name. */
  readonly who: string;
  /** "Ben approved this at 10:42" */
  readonly title: string;
  readonly children?: ComponentChildren;
  /** Buttons: See it, Got it. */
  readonly answers?: ComponentChildren;
}

/** Another person was first and there is nothing to decide: information, not an error. */
export function SomebodyElse({ who, title, children, answers }: SomebodyElseProps) {
  return (
    <section class="card card-other" role="status">
      <div class="somebody">
        <Avatar name={who} />
        <div>
          <h3>{title}</h3>
          <div class="second">{children}</div>
        </div>
        <div class="row">{answers}</div>
      </div>
    </section>
  );
}
