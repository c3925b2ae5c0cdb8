import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OrderCard as Card } from '#contracts/order.ts';
import { type Stage, stageWords } from '#contracts/stages.ts';
import { Button } from '../../ui/button.tsx';
import { columnStages, isJump, stageAfter } from './board.ts';
import { boardKeys } from './board-keys.ts';
import { MoveNotice } from './move-notice.tsx';
import { OrderCard } from './order-card.tsx';
import { ClearDialog } from './stage-chooser.tsx';
import { moveStage, type StageMove, stageMoves } from './stage-moves.ts';

interface BoardColumnsProps {
  readonly columns: Readonly<Record<Stage, readonly Card[]>>;
  /** The stage that a phone shows. */
  readonly picked: Stage;
  readonly mayMove: boolean;
  readonly onInView: (stages: readonly Stage[]) => void;
}

/** How far the board was scrolled, for whoever comes back from an order. */
let leftAt = { left: 0, top: 0 };

/** A column for each stage, side by side; on a phone one at a time. */
export function BoardColumns({ columns, picked, mayMove, onInView }: BoardColumnsProps) {
  const board = useRef<HTMLDivElement>(null);
  const [choosing, setChoosing] = useState<{ readonly orderId: string; readonly to?: Stage | undefined }>();
  const [clearing, setClearing] = useState<Card>();
  useInView(board, onInView);
  useLayoutEffect(() => board.current?.scrollTo(leftAt), []);

  async function move(card: Card, to: Stage, place: number): Promise<void> {
    const { id: orderId, number, stage: from } = card;
    await moveStage({ orderId, number, from, to, place });
    setClearing(undefined);
    refocus(orderId);
  }
  function choose(orderId: string, open: boolean): void {
    setChoosing(open ? { orderId } : undefined);
    if (!open) refocus(orderId);
  }
  /** A card that moved is drawn anew in its new column; without this a keyboard would start again at the top. */
  function refocus(orderId: string): void {
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return;
      board.current?.querySelector<HTMLElement>(`[data-card="${orderId}"]`)?.focus({ preventScroll: true });
    });
  }
  function wish(card: Card, to: Stage, place: number): void {
    if (to === 'cleared') setClearing(card);
    else void move(card, to, place);
  }
  function drop(event: DragEvent, to: Stage): void {
    event.preventDefault();
    const id = event.dataTransfer?.getData('text/plain');
    const card = Object.values(columns)
      .flat()
      .find((one) => one.id === id);
    if (card === undefined || card.stage === to || !mayMove) return;
    if (isJump(card.stage, to)) setChoosing({ orderId: card.id, to });
    else wish(card, to, columns[card.stage].indexOf(card));
  }
  const moves = [...stageMoves.value.values()];
  return (
    <section
      class="board"
      aria-label="Orders by stage"
      ref={board}
      onKeyDown={boardKeys}
      onScroll={({ currentTarget: { scrollLeft: left, scrollTop: top } }) => {
        leftAt = { left, top };
      }}
    >
      {columnStages.map((stage) => (
        <section
          key={stage}
          data-stage={stage}
          class={stage === picked ? 'column picked' : 'column'}
          aria-label={stageWords[stage]}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => drop(event, stage)}
        >
          <ColumnHead stage={stage} count={columns[stage].length} />
          <ul>
            {withNotices(columns[stage], stage, moves).map((entry, place) =>
              'from' in entry ? (
                <li key={`notice ${entry.orderId}`}>
                  <MoveNotice move={entry} link />
                </li>
              ) : (
                <OrderCard
                  key={entry.id}
                  card={entry}
                  place={place}
                  mayMove={mayMove}
                  sending={stageMoves.value.get(entry.id)?.sending ?? false}
                  choosing={choosing?.orderId === entry.id ? choosing : undefined}
                  onNext={() => wish(entry, stageAfter(stage) ?? stage, place)}
                  onChoose={(open) => choose(entry.id, open)}
                />
              ),
            )}
          </ul>
        </section>
      ))}
      <section
        data-stage="cleared"
        class={picked === 'cleared' ? 'column picked' : 'column'}
        aria-label={stageWords.cleared}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => drop(event, 'cleared')}
      >
        <ColumnHead stage="cleared" count={columns.cleared.length} />
        <Button href="/orders?show=cleared" icon="orders">
          {columns.cleared.length === 1 ? '1 order cleared' : `${columns.cleared.length} orders cleared`}
        </Button>
      </section>
      {clearing !== undefined && (
        <ClearDialog
          number={clearing.number}
          sending={stageMoves.value.get(clearing.id)?.sending ?? false}
          onClear={() => void move(clearing, 'cleared', columns[clearing.stage].indexOf(clearing))}
          onKeep={() => setClearing(undefined)}
        />
      )}
    </section>
  );
}

function ColumnHead({ stage, count }: { readonly stage: Stage; readonly count: number }) {
  return (
    <h2 class="column-head" data-head={stage}>
      {stageWords[stage]} <span class="second">{count}</span>
    </h2>
  );
}

/** The cards of a column, and between them what was refused there, at the place where it was tapped. */
function withNotices(cards: readonly Card[], stage: Stage, moves: readonly StageMove[]): readonly (Card | StageMove)[] {
  const entries: (Card | StageMove)[] = [...cards];
  for (const move of moves) {
    if (move.from === stage && move.problem !== undefined) entries.splice(move.place, 0, move);
  }
  return entries;
}

/** Tells which columns can be seen whole. Their heads are looked at: they stay when a column is scrolled. */
function useInView(
  board: { readonly current: HTMLElement | null },
  onInView: (stages: readonly Stage[]) => void,
): void {
  const tell = useRef(onInView);
  tell.current = onInView;
  useEffect(() => {
    const seen = new Map<string, boolean>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, intersectionRatio } of entries) {
          seen.set((target as HTMLElement).dataset['head'] ?? '', intersectionRatio > 0.95);
        }
        tell.current([...columnStages, 'cleared' as const].filter((stage) => seen.get(stage)));
      },
      { root: board.current, threshold: [0, 0.95, 1] },
    );
    for (const head of board.current?.querySelectorAll('[data-head]') ?? []) observer.observe(head);
    return () => observer.disconnect();
  }, [board]);
}
