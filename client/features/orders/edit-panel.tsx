import { useState } from 'preact/hooks';
import type { OrderDetail } from '#contracts/order.ts';
import { calendarDay, moment } from '../../app/time.ts';
import { session } from '../../sync/session.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button, MainButton, QuietButton } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ConflictCard } from '../../ui/conflict-card.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { DraftFields } from './draft-fields.tsx';
import { changesInWords } from './draft-words.ts';
import { type ChangeSince, changesSince, dropEdit, editOf, isUntouched, onTopOf, opened } from './edit-state.ts';
import { showFirstError } from './focus.ts';
import { LinesEditor } from './lines-editor.tsx';
import { errorsOf, type OrderDraft, revisionOf } from './order-draft.ts';
import { OrderHistory } from './order-history.tsx';
import { Refusal } from './refusal.tsx';

interface EditPanelProps {
  readonly order: OrderDetail;
  /** Fetches the order again. */
  readonly refresh: () => Promise<void>;
  readonly onClose: () => void;
}

/** An edit from the version that was on screen. Somebody else's edit meanwhile is shown, and never written over. */
export function EditPanel({ order, refresh, onClose }: EditPanelProps) {
  const kept = editOf(order);
  const save = useCommand('ReviseOrder');
  const [checked, setChecked] = useState(false);
  // Whoever has not changed anything yet goes on from the newest version.
  const edit = isUntouched(kept.value) && kept.value.version !== order.version ? opened(order) : kept.value;
  const { base, mine, version } = edit;
  const since = changesSince(order, version);
  const errors = checked ? errorsOf(mine) : undefined;

  function change(part: Partial<OrderDraft>): void {
    kept.value = { ...edit, mine: { ...mine, ...part } };
  }
  function discard(): void {
    dropEdit(order.id);
    onClose();
  }
  async function submit(): Promise<void> {
    setChecked(true);
    if (errorsOf(mine) !== undefined) {
      showFirstError('.side-panel');
      return;
    }
    const revision = revisionOf(order.id, base, mine);
    if (revision === undefined || (await save.run(revision, { version }))) discard();
    // What the other person changed is said from the history, which may be a moment behind the refusal.
    else await refresh();
  }
  function answer(next: typeof edit): void {
    kept.value = next;
    save.forget();
  }
  return (
    <SidePanel title="Edit order" aside={<Chip kind="dashed">From version {version}</Chip>} onClose={onClose}>
      <div class="form">
        <DraftFields draft={mine} base={base} errors={errors} onChange={change} />
        <h3>Lines</h3>
        <LinesEditor
          lines={mine.lines}
          base={base.lines}
          clientId={order.clientId}
          errors={errors}
          onChange={(lines) => change({ lines })}
        />
        <div class="edit-foot">
          {save.problem?.code === 'stale-version' ? (
            <StaleCard
              since={since}
              who={save.problem.winner?.user.name ?? since[0]?.who}
              refusal={save.problem.detail}
              attempt={changesInWords(base, mine, calendarDay).join(' · ')}
              onKeepMine={() => answer(onTopOf(order, edit))}
              onTakeTheirs={() => answer(opened(order))}
            />
          ) : (
            <div class="row">
              <span class="grow">
                <MainButton
                  wide
                  label={`Save version ${order.sequence + 1}`}
                  sending={save.sending}
                  onPress={() => void submit()}
                />
              </span>
              <QuietButton onPress={discard}>Discard</QuietButton>
            </div>
          )}
          {save.problem !== undefined && save.problem.code !== 'stale-version' && (
            <Refusal
              problem={save.problem}
              attempt={changesInWords(base, mine, calendarDay).join(' · ')}
              onDiscard={discard}
            />
          )}
          {save.problem === undefined && <SinceLine since={since} versionAt={edit.versionAt} />}
        </div>
      </div>
      <OrderHistory order={order} />
    </SidePanel>
  );
}

/** "Nobody has changed it since 10:46 am", or who did, and what. */
function SinceLine({ since, versionAt }: { readonly since: readonly ChangeSince[]; readonly versionAt: string }) {
  const [last] = since;
  return (
    <p class={last === undefined ? 'second meta' : 'pencil meta'} role="status">
      {last === undefined
        ? `Nobody has changed it since ${moment(versionAt)}`
        : `${whoWords(last)} changed it at ${moment(last.at)}: ${last.words}`}
    </p>
  );
}

interface StaleCardProps {
  readonly since: readonly ChangeSince[];
  readonly who: string | undefined;
  readonly refusal: string;
  readonly attempt: string;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}

/** Both have changed it. Mine is kept as a draft until it is said what shall be. */
function StaleCard({ since, who, refusal, attempt, onKeepMine, onTakeTheirs }: StaleCardProps) {
  const [last] = since;
  const title =
    last === undefined ? `${who ?? 'Somebody'} changed it` : `${whoWords(last)} changed it at ${moment(last.at)}`;
  const what = since.map(({ words }) => words).join(' · ');
  return (
    <ConflictCard
      who={who}
      title={title}
      {...(what !== '' && { what })}
      refusal={refusal}
      attempt={`Yours: ${attempt}`}
    >
      <div class="stack">
        <MainButton wide label="Keep mine on top of theirs" onPress={onKeepMine} />
        <Button wide onPress={onTakeTheirs}>
          Take theirs
        </Button>
      </div>
    </ConflictCard>
  );
}

function whoWords({ userId, who }: ChangeSince): string {
  return userId === session.value?.user.id ? 'You' : who;
}
