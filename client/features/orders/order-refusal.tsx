import type { ComponentChildren } from 'preact';
import type { Problem } from '#contracts/problems.ts';
import { QuietButton } from '../../ui/button.tsx';
import { ConflictCard } from '../../ui/conflict-card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { winnerTitle } from '../stock/stock-words.ts';

interface RefusalProps {
  readonly problem: Problem;
  /** What was tried: "Issue 8 rolls of White liner". */
  readonly attempt: string;
  /** Decimal places of the figures in it. */
  readonly scale?: number;
  readonly onDiscard: () => void;
  /** Answers that fit, before Discard. */
  readonly children?: ComponentChildren;
}

/**
 * Why it was not done, where it was tapped. Where somebody else was first it is a card to answer; where a rule said no,
 * a sentence.
 */
export function Refusal({ problem, attempt, scale = 0, onDiscard, children }: RefusalProps) {
  if (problem.winner === undefined) {
    return (
      <div role="status">
        <p class="wrong">
          <Icon name="warning" size={16} />
          <span>{problem.detail}</span>
        </p>
        {problem.errors?.map(({ path, message }) => (
          <p key={path} class="meta signal">
            {path} {message}
          </p>
        ))}
      </div>
    );
  }
  return (
    <ConflictCard
      who={problem.winner.user.name}
      title={winnerTitle(problem.winner, scale)}
      refusal={problem.detail}
      attempt={attempt}
    >
      <div class="row">
        {children}
        <QuietButton onPress={onDiscard}>Discard</QuietButton>
      </div>
    </ConflictCard>
  );
}
