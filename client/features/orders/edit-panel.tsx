import type { OrderDetail } from '#contracts/order.ts';
import { calendarDay, moment } from '../../shared/time.ts';
import { useEdit } from '../../shared/use-edit.ts';
import { model } from '../../sync/models.ts';
import { session } from '../../sync/session.ts';
import { useCommand } from '../../sync/use-command.ts';
import { EditFoot } from '../../ui/edit-foot.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { DraftFields } from './draft-fields.tsx';
import { changesInWords } from './draft-words.ts';
import { type ChangeSince, changesSince } from './edit-state.ts';
import { LinesEditor } from './lines-editor.tsx';
import { pickedClient } from './new-order-start.ts';
import { draftOf, errorsOf, revisionOf } from './order-draft.ts';
import { OrderHistory } from './order-history.tsx';
import { Refusal } from './order-refusal.tsx';
import { rebaseOrder } from './rebase-order.ts';

interface EditPanelProps {
  readonly order: OrderDetail;
  /** Fetches the order again. */
  readonly refresh: () => Promise<void>;
  readonly onClose: () => void;
}

/** An edit from the version that was on screen. Somebody else's edit meanwhile is shown, and never written over. */
export function EditPanel({ order, refresh, onClose }: EditPanelProps) {
  const save = useCommand('ReviseOrder');
  const edit = useEdit(save, {
    kept: `order/${order.id}`,
    now: { version: order.version, base: draftOf(order) },
    onTop: rebaseOrder,
    check: errorsOf,
    wish: (mine, base) => revisionOf(order.id, base, mine),
    // What the other person changed is said from the history, which may be a moment behind the refusal.
    refresh,
    onClose,
  });
  const { base, mine, version, errors } = edit;
  const since = changesSince(order, version);
  const attempt = changesInWords(base, mine, calendarDay).join(' · ');

  return (
    <SidePanel title="Edit order" onClose={onClose}>
      <div class="form">
        <DraftFields
          draft={mine}
          base={base}
          orderId={order.id}
          clientId={order.clientId}
          addresses={addressesOf(order.clientId)}
          errors={errors}
          onChange={edit.change}
        />
        <h3>Lines</h3>
        <LinesEditor
          lines={mine.lines}
          base={base.lines}
          clientId={order.clientId}
          errors={errors}
          onChange={(lines) => edit.change({ lines })}
        />
        <EditFoot
          label="Save changes"
          command={save}
          attempt={attempt}
          title={sinceTitle(since, save.problem?.winner?.user.name)}
          what={since.map(({ words }) => words).join(' · ') || undefined}
          onSave={() => void edit.save()}
          onDiscard={edit.discard}
          onKeepMine={edit.keepMine}
          onTakeTheirs={edit.takeTheirs}
        >
          {save.problem === undefined ? (
            <SinceLine since={since} versionAt={order.versionAt} />
          ) : (
            save.problem.code !== 'stale-version' && (
              <Refusal problem={save.problem} attempt={attempt} onDiscard={edit.discard} />
            )
          )}
        </EditFoot>
      </div>
      <OrderHistory order={order} />
    </SidePanel>
  );
}

function addressesOf(clientId: string): readonly string[] {
  const row = model('clients').rows.value.get(clientId);
  return row === undefined ? [] : (pickedClient(row).addresses ?? []);
}

interface SinceLineProps {
  readonly since: readonly ChangeSince[];
  /** When the newest version was made. */
  readonly versionAt: string;
}

/** "Nobody has changed it since 10:46 am", or who did, and what. */
function SinceLine({ since, versionAt }: SinceLineProps) {
  const [last] = since;
  return (
    <p class={last === undefined ? 'second meta' : 'pencil meta'} role="status">
      {last === undefined
        ? `Nobody has changed it since ${moment(versionAt)}`
        : `${sinceTitle(since, last.who)}: ${last.words}`}
    </p>
  );
}

/** The person who changed it last, and when. The history may be a moment behind the name. */
function sinceTitle([last]: readonly ChangeSince[], who = 'Somebody'): string {
  if (last === undefined) return `${who} changed it`;
  return `${last.userId === session.value?.user.id ? 'You' : last.who} changed it at ${moment(last.at)}`;
}
