import { stageWords } from '#contracts/stages.ts';
import { Button } from '../../ui/button.tsx';
import { Card, SomebodyElse } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { winnerTitle } from '../stock/stock-words.ts';
import { forgetMove, moveStage, type StageMove } from './stage-moves.ts';

/** Why an order was not moved, where the finger was. Somebody else's move is information. */
export function MoveNotice({ move, link = false }: { readonly move: StageMove; readonly link?: boolean }) {
  const { problem, orderId } = move;
  if (problem === undefined) return null;
  const { number, from, to, place, note } = move;
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
        <p class="wrong">
          <Icon name="warning" size={16} /> {problem.detail}
        </p>
        <div class="row">{answers}</div>
      </Card>
    </div>
  );
}
