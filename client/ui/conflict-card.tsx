import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Avatar } from './avatar.tsx';
import { Chip } from './chip.tsx';
import { useKeepFocus } from './keep-focus.ts';
import { Words } from './words.tsx';

interface ConflictCardProps {
  /** Whole name of the person who was first; left out when a rule said no and nobody in particular. */
  readonly who?: string | undefined;
  /** Who, what, when: "Ben Okafor allocated 60 at 10:42". */
  readonly title: string;
  /** Where it went, with the old and the new figure: "to ADM-2026-0039. 63 were free, now 3." */
  readonly what?: string | undefined;
  /** The refusal in its own words. */
  readonly refusal: string;
  /** "24 rolls for ADM-2026-0041, tried at 10:47" */
  readonly attempt: string;
  /** How much is missing: "21 short". */
  readonly short?: string | undefined;
  /** The answers: one main button, the rest outlined, Discard underlined. */
  readonly children: ComponentChildren;
}

/** Somebody got there first. It stands where the control was that was tapped, and stays until it is answered. */
export function ConflictCard({ who, title, what, refusal, attempt, short, children }: ConflictCardProps) {
  const card = useRef<HTMLElement>(null);
  useKeepFocus(card);
  useLayoutEffect(() => {
    // The control that had the focus is gone. Without this a keyboard would start again at the top of the page.
    if (document.activeElement === document.body) card.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section class="card card-other conflict" role="status" tabIndex={-1} ref={card}>
      <div class="conflict-who">
        {who !== undefined && <Avatar name={who} />}
        <div>
          <h3>
            <Words>{title}</Words>
          </h3>
          {what !== undefined && (
            <p class="second">
              <Words>{what}</Words>
            </p>
          )}
          <p>{refusal}</p>
        </div>
      </div>
      <div class="conflict-mine">
        <div class="row">
          <div class="grow">
            <p class="strong">Your attempt is kept. It is not done.</p>
            <p class="second">
              <Words>{attempt}</Words>
            </p>
          </div>
          {short !== undefined && <Chip kind="dashed">{short}</Chip>}
        </div>
        {children}
      </div>
    </section>
  );
}
