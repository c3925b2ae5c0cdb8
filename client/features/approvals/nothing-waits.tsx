import { Empty } from '../../ui/empty.tsx';
import { Words } from '../../ui/words.tsx';
import { askedWords } from './approval-words.ts';
import { lastDecided } from './last-decided.ts';
import { decidedBy } from './outcome-words.ts';

/** Nothing waits: what was decided last. */
export function NothingWaits() {
  const [last] = lastDecided().list.value;
  const words =
    last?.decision === undefined
      ? 'What your people ask for, and the weeks that they hand in, come up here by themselves.'
      : `The last was ${last.employeeName}, ${askedWords(last)}. ${decidedBy(last.decision)}.`;
  return (
    <Empty title="No approvals waiting">
      <Words>{words}</Words>
    </Empty>
  );
}
