import { stageWords } from '#contracts/stages.ts';
import { Button } from '../../ui/button.tsx';
import { Card, SomebodyElse } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { JustDone } from '../../ui/just-done.tsx';
import { winnerTitle } from '../stock/stock-words.ts';
import { forgetMove, moveStage, type StageMove, undoMove } from './stage-moves.ts';

/** What became of a move, where the finger was: done, or why not. Somebody else's move is information. */
export function MoveNotice({ move, link = false }: { readonly move: StageMove; readonly link?: boolean }) {
  const { problem, orderId, number, from, to, done, sending } = move;
  if (done && problem?.winner === undefined) {
    // What is cleared comes back with a reason, on its own page.
    const cleared = to === 'cleared';
    if (cleared && !link) return null;
    return (
      <JustDone
        what={`moving ${number}`}
        onUndo={cleared ? undefined : () => void undoMove(move)}
        sending={sending}
        problem={problem}
        more={cleared && <Button href={`/orders/${orderId}`}>See it</Button>}
      >
        {cleared ? `${number} is cleared` : `Moved ${number} from ${stageWords[from]} to ${stageWords[to]}`}
      </JustDone>
    );
  }
  if (problem === undefined) return null;
  const { place, note } = move;
  const allTheSame = () =>
    void moveStage({ ...{ orderId, number, from, to, place, undelivered: true }, ...(note !== undefined && { note }) });
  const answers = (
    <>
      {problem.code === 'still-to-deliver' && (
        <Button onPress={allTheSame}>{`To ${stageWords[to]} all the same`}</Button>
      )}
      {link && <Button href={`/orders/${orderId}`}>See it</Button>}
      <Button onPress={() => forgetMove(orderId)}>Got it</Button>
    </>
  );
  if (problem.winner !== undefined) {
    return (
      <SomebodyElse who={problem.winner.user.name} title={winnerTitle(problem.winner, 0)} answers={answers}>
        {problem.detail}
      </SomebodyElse>
    );
  }
  return (
    <div role="status">
      <Card label={`${move.number} was not moved`}>
        <p class={problem.code === 'waits' ? 'second' : 'wrong'}>
          <Icon name={problem.code === 'waits' ? 'outbox' : 'warning'} size={16} /> {problem.detail}
        </p>
        <div class="row">{answers}</div>
      </Card>
    </div>
  );
}
