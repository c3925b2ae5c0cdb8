import { useEffect, useState } from 'preact/hooks';
import type { OrderDetail } from '#contracts/order.ts';
import { type Stage, stageWords } from '#contracts/stages.ts';
import { later } from '../../shared/later.tsx';
import { moment } from '../../shared/time.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { Words } from '../../ui/words.tsx';
import { stageAfter, stageBefore } from './board.ts';
import { MoveNotice } from './move-notice.tsx';
import { forgetDone, moveStage, stageMoves } from './stage-moves.ts';

const ClearDialog = later('The question', () => import('./stage-chooser.tsx').then((it) => it.ClearDialog), {
  inPlace: true,
});
const StageChooser = later('The stages', () => import('./stage-chooser.tsx').then((it) => it.StageChooser), {
  inPlace: true,
});

/** Since when the order is where it is, and where it may go from there. */
export function StageRow({ order }: { readonly order: OrderDetail }) {
  const [choosing, setChoosing] = useState(false);
  const [clearing, setClearing] = useState(false);
  const { id: orderId, number, stage, status } = order;
  const move = stageMoves.value.get(orderId);
  useEffect(() => forgetDone, [orderId]);
  const mayMove = status === 'open' && may(session.value?.user.role ?? 'employee', 'orders.stage');
  const [before, next] = [stageBefore(stage), stageAfter(stage)];

  async function go(to: Stage): Promise<void> {
    setChoosing(false);
    await moveStage({ orderId, number, from: stage, to });
    setClearing(false);
  }
  return (
    <>
      <div class="row stage-row">
        <p class="second">
          <Words>{sinceWords(order)}</Words>
        </p>
        {mayMove && (
          <div class="stage-buttons">
            {before !== undefined && (
              <Button
                icon="arrow-left"
                sending={move?.sending === true && move.to === before}
                onPress={() => void go(before)}
              >
                Back to {stageWords[before]}
              </Button>
            )}
            {next !== undefined && (
              <Button
                icon="arrow-right"
                sending={move?.sending === true && move.to === next}
                onPress={() => (next === 'cleared' ? setClearing(true) : void go(next))}
              >
                To {stageWords[next]}
              </Button>
            )}
            <span class="plain">
              <Button icon="more" label="Another stage…" expanded={choosing} onPress={() => setChoosing(!choosing)} />
            </span>
          </div>
        )}
      </div>
      {choosing && mayMove && (
        <section class="card" aria-label="Another stage">
          <StageChooser orderId={orderId} number={number} stage={stage} onDone={() => setChoosing(false)} />
        </section>
      )}
      {move !== undefined && <MoveNotice move={move} />}
      {clearing && (
        <ClearDialog
          number={number}
          sending={move?.sending ?? false}
          onClear={() => void go('cleared')}
          onKeep={() => setClearing(false)}
        />
      )}
    </>
  );
}

/** "Winding since 7:40 am, Sione Tavita" */
function sinceWords({ status, stage, stageSince, stageBy, history }: OrderDetail): string {
  if (status === 'open') return `${stageWords[stage]} since ${moment(stageSince)}, ${stageBy.name}`;
  if (status === 'cleared') return `Cleared ${moment(stageSince)}, ${stageBy.name}`;
  const end = history.find(({ type }) => type === 'OrderCancelled');
  if (end === undefined) return `Cancelled in ${stageWords[stage]}`;
  const why = end.detail === undefined ? '' : `: ${end.detail}`;
  return `Cancelled ${moment(end.at)}, ${end.user.name}${why}`;
}
