import type { HistoryStep, RecordHistory } from '#contracts/history.ts';
import { putBackReason } from '#contracts/lineage.ts';
import { sameContent } from '#contracts/plain.ts';
import type { Difference, RecordState } from '#contracts/record-past.ts';
import { ask } from '../../sync/ask.ts';
import { send } from '../../sync/commands.ts';
import { onlineOnly } from '../../sync/online.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { useSending } from '../../sync/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { fieldWords } from './field-words.ts';
import { isFirst } from './past.ts';
import { type Card, wayBack, wishBack } from './put-back-wish.ts';

interface PutFieldBackProps {
  readonly item: RecordHistory;
  readonly change: Difference<HistoryStep>;
  /** The earlier value in words. */
  readonly was: string;
  /** What the record holds now. */
  readonly current: RecordState;
  readonly onDone: () => void;
}

/**
 * Puts one field back to what it was, by the command that edits it: with its rules, its version, and a reason that names
 * the commit that is taken back. Nothing where the field cannot be edited, or is so already.
 */
export function PutFieldBack({ item, change, was, current, onDone }: PutFieldBackProps) {
  const { id, editable } = item;
  const { field, before, since } = change;
  const way = wayBack(item, field);
  const sending = useSending<[], object>(async () => {
    if (way === undefined) return {};
    const asked = await ask<{ readonly item: Card }>('GET', `/api/${way.at}/${encodeURIComponent(id)}`);
    if (asked.problem !== undefined) return { problem: asked.problem };
    if (asked.body === undefined) return {};
    const card = asked.body.item;
    const reason = putBackReason(fieldWords(field, current), since.position);
    const sent = await send(way.command, wishBack(way, { id, card, editable, field, value: before }, reason), {
      version: Number(card[way.version]),
    });
    return sent.ok ? { body: sent.accepted } : sent;
  });
  if (way === undefined || !may(session.value?.user.role ?? 'employee', way.permission)) return null;
  if (sameContent(current.get(field), before)) return null;
  // What it began with was never otherwise.
  if (before === undefined && isFirst(since)) return null;
  const putBack = async () => {
    if ((await sending.run()) !== undefined) onDone();
  };
  return (
    <span class="past-back">
      <Button
        icon="undo"
        sending={sending.sending}
        disabledBecause={onlineOnly() ?? way.not(Object.fromEntries(current))}
        onPress={() => void putBack()}
      >
        {before === undefined ? 'Take it off again' : `Back to ${was.length > 24 ? `${was.slice(0, 24)}…` : was}`}
      </Button>
      <NotDone problem={sending.problem} />
    </span>
  );
}
