import type { JudgedReceipt, Paper } from '#contracts/receipts.ts';
import { dayOf, timeOfDay } from '../../shared/time.ts';

export const paperWords: Readonly<Record<Paper, string>> = {
  job: 'Job card',
  slip: 'Packing slip',
  payslip: 'Payslip',
  erasure: 'Erasure',
};

export interface VerdictWords {
  readonly title: string;
  readonly detail: string;
}

/** What a scan of a receipt has shown, and what to do next. */
export function verdictWords({ verdict, said }: JudgedReceipt): VerdictWords {
  const position = said?.position.toLocaleString('en-AU') ?? '';
  const printed = said === undefined ? '' : `It was signed ${dayOf(said.at)}, ${timeOfDay(said.at)}.`;
  switch (verdict) {
    case 'stands':
      return {
        title: 'It stands in the log, unchanged since',
        detail: `Our company signed it for commit ${position}, and nothing that it shows was changed after that. ${printed}`,
      };
    case 'changed':
      return {
        title: 'It was right, and was changed since',
        detail: `Our company signed it for commit ${position}. Below is what was changed after that. ${printed}`,
      };
    case 'unreadable':
      return {
        title: 'This is no receipt that can be read',
        detail: 'The code was not read whole, or is no receipt of Misty. Hold the paper flat and scan it once more.',
      };
    case 'other-company':
      return {
        title: 'Another company signed this',
        detail: `It was signed with the key ${said?.key ?? ''}, and that is none of ours. It is a paper of another company, or somebody made it up.`,
      };
    case 'forged':
      return {
        title: 'We never signed this',
        detail:
          'It names our key, but the signature does not fit: somebody changed it, or made it up. Do not rely on this paper; look the thing up in Misty.',
      };
    case 'shorter':
      return {
        title: 'The log ends before this receipt',
        detail: `It was signed for commit ${position}, and the log of now has no such commit. After a backup was put back that is so. Otherwise entries were taken away: keep the paper and tell an administrator. It stands in the security log.`,
      };
    case 'rewritten':
      return {
        title: 'The log is not what it was',
        detail: `Commit ${position} is another one now than this receipt was signed for: somebody has rewritten the log. Keep the paper and tell an administrator and your auditor. It stands in the security log.`,
      };
  }
}
