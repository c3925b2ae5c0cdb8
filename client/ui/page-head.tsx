import type { ComponentChildren } from 'preact';
import { Button } from './button.tsx';

interface PageHeadProps {
  readonly title: string;
  /** A small line above the title: the number of an order. */
  readonly above?: string | undefined;
  /** Beside the title: a count, the age of a view. */
  readonly beside?: ComponentChildren;
  /** Buttons and search, at the right. */
  readonly children?: ComponentChildren;
  /** Address of the list this page belongs to: shows a Back arrow. */
  readonly back?: string | undefined;
}

/** Title of a page. */
export function PageHead({ title, above, beside, children, back }: PageHeadProps) {
  return (
    <header class="page-head">
      {back !== undefined && (
        <span class="back">
          <Button icon="arrow-left" label="Back" href={back} />
        </span>
      )}
      <div class="titles">
        {above !== undefined && <p class="second strong nowrap">{above}</p>}
        <div class="beside">
          <h1>{title}</h1>
          {beside !== undefined && <span class="second">{beside}</span>}
        </div>
      </div>
      {children !== undefined && <div class="tools">{children}</div>}
    </header>
  );
}
