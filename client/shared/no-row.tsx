import type { Fetching } from '../sync/fetching.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { NotReached } from '../ui/not-reached.tsx';
import { SidePanel } from '../ui/side-panel.tsx';

interface NoRowProps {
  /** Where it was looked for. */
  readonly of: Fetching;
  /** Whether it is known that there is none. Of a list: once the list is there. */
  readonly missing?: boolean;
  /** "person" */
  readonly word: string;
  /** Of the list: '/people', "Show everybody". */
  readonly href: string;
  readonly all: string;
  readonly onClose: () => void;
}

/** The panel of a thing that is not there: not yet, not reached, or not at all. */
export function NoRow({ of, missing = of.asOf.value !== undefined, word, href, all, onClose }: NoRowProps) {
  const problem = of.problem.value;
  const title = missing ? 'Not on the list' : `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  return (
    <SidePanel title={title} onClose={onClose}>
      {missing ? (
        <Empty title={`There is no such ${word}`} action={<Button href={href}>{all}</Button>}>
          The address may be an old one.
        </Empty>
      ) : problem === undefined ? (
        <Loading what={`The ${word}`} lines={6} />
      ) : (
        <NotReached
          title={`The ${word} could not be fetched`}
          detail={problem.detail}
          onRetry={() => void of.refresh()}
        />
      )}
    </SidePanel>
  );
}
