import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OrderCard as Card } from '#contracts/order.ts';
import { type Stage, stageWords } from '#contracts/stages.ts';
import { later } from '../../shared/later.tsx';
import { Button } from '../../ui/button.tsx';
import { columnStages, isJump, stageAfter } from './board.ts';
import { boardKeys } from './board-keys.ts';
import { MoveNotice } from './move-notice.tsx';
import { OrderCard } from './order-card.tsx';
import { forgetDone, moveStage, type StageMove, stageMoves } from './stage-moves.ts';

const ClearDialog = later('The question', () => import('./stage-chooser.tsx').then((it) => it.ClearDialog), {
  inPlace: true,
});

interface BoardColumnsProps {
  readonly columns: Readonly<Record<Stage, readonly Card[]>>;
  /** The stage that a phone shows. */
  readonly picked: Stage;
  readonly mayMove: boolean;
  readonly onInView: (stages: readonly Stage[]) => void;
}

/** How far the board was scrolled, to come back to from an order. */
let leftAt = { left: 0, top: 0 };

/** More of a column than the tallest screen shows. The cards below are drawn once these can be seen. */
const SEEN_AT_FIRST = 7;

/** A column for each stage, side by side; on a phone one at a time. */
export function BoardColumns(props: BoardColumnsProps) {
  const { columns, picked, mayMove, onInView } = props;
  const board = useRef<HTMLDivElement>(null);
  const moving = useMoving(board, props);
  const [cardsMax, setCardsMax] = useState(isScrolled() ? Number.POSITIVE_INFINITY : SEEN_AT_FIRST);
  const { clearing, choosing } = moving;
  useInView(board, onInView);
  useLayoutEffect(() => {
    // To scroll has the page laid out at once, and most come from elsewhere.
    if (isScrolled()) board.current?.scrollTo(leftAt);
  }, []);
  useEffect(() => setCardsMax(Number.POSITIVE_INFINITY), []);
  useEffect(() => forgetDone, []);
  const column = (stage: Stage) => ({
    'data-stage': stage,
    class: stage === picked ? 'column picked' : 'column',
    'aria-label': stageWords[stage],
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop: (event: DragEvent) => moving.drop(event, stage),
  });
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
        <section key={stage} {...column(stage)}>
          <ColumnHead stage={stage} count={columns[stage].length} />
          <Cards
            {...{ stage, mayMove, choosing }}
            cards={columns[stage].slice(0, cardsMax)}
            onWish={moving.wish}
            onChoose={moving.choose}
          />
        </section>
      ))}
      <section {...column('cleared')}>
        <ColumnHead stage="cleared" count={columns.cleared.length} />
        <Button href="/orders?show=cleared" icon="orders">
          {columns.cleared.length === 1 ? '1 order cleared' : `${columns.cleared.length} orders cleared`}
        </Button>
      </section>
      {clearing !== undefined && (
        <ClearDialog
          number={clearing.number}
          sending={stageMoves.value.get(clearing.id)?.sending ?? false}
          onClear={() => moving.clear(clearing)}
          onKeep={moving.keep}
        />
      )}
    </section>
  );
}

function isScrolled(): boolean {
  return leftAt.left > 0 || leftAt.top > 0;
}

interface Choosing {
  readonly orderId: string;
  /** Chosen already, by dropping the card there. */
  readonly to?: Stage | undefined;
}

interface CardsProps {
  readonly stage: Stage;
  readonly cards: readonly Card[];
  readonly mayMove: boolean;
  readonly choosing: Choosing | undefined;
  readonly onWish: (card: Card, to: Stage, place: number) => void;
  readonly onChoose: (orderId: string, open: boolean) => void;
}

function Cards({ stage, cards, mayMove, choosing, onWish, onChoose }: CardsProps) {
  return (
    <ul>
      {withNotices(cards, stage, [...stageMoves.value.values()]).map((entry, place) =>
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
            onNext={() => onWish(entry, stageAfter(stage) ?? stage, place)}
            onChoose={(open) => onChoose(entry.id, open)}
          />
        ),
      )}
    </ul>
  );
}

type Board = { readonly current: HTMLElement | null };

/** How cards go from stage to stage: by their arrow, by a chosen stage, or dropped on a column. */
function useMoving(board: Board, { columns, mayMove }: Pick<BoardColumnsProps, 'columns' | 'mayMove'>) {
  const [choosing, setChoosing] = useState<Choosing>();
  const [clearing, setClearing] = useState<Card>();

  async function move(card: Card, to: Stage, place: number): Promise<void> {
    const { id: orderId, number, stage: from } = card;
    await moveStage({ orderId, number, from, to, place });
    setClearing(undefined);
    refocus(board, orderId);
  }
  function wish(card: Card, to: Stage, place: number): void {
    if (to === 'cleared') setClearing(card);
    else void move(card, to, place);
  }
  return {
    ...{ choosing, clearing, wish },
    choose(orderId: string, open: boolean): void {
      setChoosing(open ? { orderId } : undefined);
      if (!open) refocus(board, orderId);
    },
    drop(event: DragEvent, to: Stage): void {
      event.preventDefault();
      const id = event.dataTransfer?.getData('text/plain');
      const card = Object.values(columns)
        .flat()
        .find((one) => one.id === id);
      if (card === undefined || card.stage === to || !mayMove) return;
      if (isJump(card.stage, to)) setChoosing({ orderId: card.id, to });
      else wish(card, to, columns[card.stage].indexOf(card));
    },
    clear: (card: Card) => void move(card, 'cleared', columns[card.stage].indexOf(card)),
    keep: () => setClearing(undefined),
  };
}

/** A card that moved is drawn anew in its new column; without this a keyboard would start again at the top. */
function refocus(board: Board, orderId: string): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    board.current?.querySelector<HTMLElement>(`[data-card="${orderId}"]`)?.focus({ preventScroll: true });
  });
}

function ColumnHead({ stage, count }: { readonly stage: Stage; readonly count: number }) {
  return (
    <h2 class="column-head" data-head={stage}>
      {stageWords[stage]} <span class="second">{count}</span>
    </h2>
  );
}

/** The cards of a column, and between them what was done or refused there, at the place where it was tapped. */
function withNotices(cards: readonly Card[], stage: Stage, moves: readonly StageMove[]): readonly (Card | StageMove)[] {
  const entries: (Card | StageMove)[] = [...cards];
  for (const move of moves) {
    if (move.from === stage && (move.done || move.problem !== undefined)) entries.splice(move.place, 0, move);
  }
  return entries;
}

/** Tells which columns can be seen whole. Their heads are looked at: they stay when a column is scrolled. */
function useInView(board: Board, onInView: (stages: readonly Stage[]) => void): void {
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
