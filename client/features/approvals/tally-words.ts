import type { Tally } from './attempts.ts';

/** What became of several approvals, in a sentence for each kind of it. */
export function tallyWords({ approved, taken, refused, unsent }: Tally): string {
  return [
    `${approved} approved.`,
    taken > 0 && `${taken} ${was(taken)} decided by somebody else first.`,
    refused > 0 && `${refused} ${was(refused)} not approved: the card says why.`,
    unsent > 0 && `${unsent} ${was(unsent)} not sent, and ${unsent === 1 ? 'stays' : 'stay'} chosen.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function was(count: number): string {
  return count === 1 ? 'was' : 'were';
}
