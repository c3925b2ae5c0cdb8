import type { SendOptions } from '../sync/commands.ts';
import type { Sending } from '../sync/use-command.ts';
import { isSame, rebase } from './rebase.ts';
import { type Begun, type Form, type FormPlan, useForm } from './use-form.ts';

/** A thing as it is on screen: what can be edited of it, and the version that a save has to name. */
export interface Opened<Draft> {
  readonly version: number;
  readonly base: Draft;
}

interface EditPlan<Draft, Errors, Answer, Payload>
  extends Pick<FormPlan<Draft, Errors, Answer>, 'check' | 'refused' | 'onClose'> {
  /** The name of its draft: an edit is there again when its panel was closed meanwhile. */
  readonly kept: string;
  /** The thing as it stands. Somebody else's edit takes nothing away from this one. */
  readonly now: Opened<Draft>;
  /** Puts one draft on top of another, where that is not done field by field. */
  readonly onTop?: (base: Draft, mine: Draft, theirs: Draft) => Draft;
  /** Called with a draft without errors only. */
  readonly wish: (mine: Draft, base: Draft) => Payload | undefined;
  /** Fetches the thing again after a refusal: what the other person changed is told from it. */
  readonly refresh: () => Promise<unknown>;
  /**
   * The thing as it was fetched, where this is an edit of one part of it. When others have changed other parts only, the
   * save goes on top of theirs at once.
   */
  readonly fetched?: () => Opened<Draft> | undefined;
}

/** An edit that is under way: what was opened, and what was made of it. */
export interface Edit<Draft, Errors> extends Opened<Draft> {
  readonly mine: Draft;
  /** The thing as it stands. */
  readonly now: Opened<Draft>;
  readonly errors: Errors | undefined;
  readonly command: Form<Draft, unknown, Errors>['command'];
  change(part: Partial<Draft>): void;
  /** Saves it, and closes. Nothing is sent where nothing was changed. */
  save(): Promise<void>;
  /** Goes on from the thing as it is now, with my changes on top of it. */
  keepMine(): void;
  /** Goes on from the thing as it is now. */
  takeTheirs(): void;
  discard(): void;
}

interface Both<Draft> {
  readonly base: Draft;
  readonly mine: Draft;
}

/** An edit of a thing with a version: a form that knows what it was opened on, and what others made of it since. */
export function useEdit<Draft extends object, Payload, Answer, Errors extends object = Record<string, string>>(
  command: Sending<[payload: Payload, options?: SendOptions], Answer>,
  plan: EditPlan<Draft, Errors, Answer, Payload>,
): Edit<Draft, Errors> {
  const { now, check, refused, onTop = rebase, onClose } = plan;
  const form = useForm<Both<Draft>, Payload, Answer, Errors>(command, {
    kept: plan.kept,
    version: now.version,
    opens: () => ({ base: now.base, mine: now.base }),
    goesOn: (begun) => upToDate(begun, now),
    ...(check && { check: ({ mine }: Both<Draft>) => check(mine) }),
    ...(refused && { refused }),
    onClose,
    onRefused: goOn,
  });
  const { entered, version = now.version } = form;
  const { base, mine } = entered;

  function wish(): Payload | undefined {
    return isSame(base, mine) ? undefined : plan.wish(mine, base);
  }
  async function goOn(): Promise<void> {
    await plan.refresh();
    const fresh = plan.fetched?.();
    const payload = wish();
    if (fresh === undefined || payload === undefined || fresh.version === version || !isSame(fresh.base, base)) return;
    if (await command.run(payload, { version: fresh.version })) form.discard();
  }
  function answer(mineNow: Draft): void {
    form.begin({ version: now.version, entered: { base: now.base, mine: mineNow } });
    command.forget();
  }
  return {
    ...{ version, base, mine, now },
    errors: form.errors,
    command: { ...form.command, forget: command.forget },
    change: (part) => form.change({ mine: { ...mine, ...part } }),
    async save() {
      if (check?.(mine) === undefined && wish() === undefined) form.discard();
      else await form.send(wish);
    },
    keepMine: () => answer(onTop(base, mine, now.base)),
    takeTheirs: () => answer(now.base),
    discard: form.discard,
  };
}

/** Goes on from the newest version where that takes nothing away from anybody. */
function upToDate<Draft extends object>(begun: Begun<Both<Draft>>, { version, base }: Opened<Draft>) {
  if (begun.version === version) return begun;
  const { entered } = begun;
  if (isSame(entered.base, entered.mine)) return { ...begun, version, entered: { base, mine: base } };
  // Nobody has changed what is edited here. The newer version is about something else.
  return isSame(entered.base, base) ? { ...begun, version, entered: { base, mine: entered.mine } } : begun;
}
