import { draft, dropDraft } from '../sync/drafts.ts';
import { isSame, rebase } from './rebase.ts';

/** A thing as it is on screen: what can be edited of it, and the version that a save has to name. */
export interface Opened<Draft> {
  readonly version: number;
  readonly base: Draft;
}

/** An edit that is under way: what was opened, and what was made of it. */
export interface Edit<Draft> extends Opened<Draft> {
  readonly mine: Draft;
  change(part: Partial<Draft>): void;
  /** Goes on from the thing as it is now, with my changes on top of it. */
  keepMine(): void;
  /** Goes on from the thing as it is now. */
  takeTheirs(): void;
  /** After it was saved or discarded. */
  drop(): void;
}

/**
 * The edit of this thing that was begun, also when its panel was closed meanwhile; else a new one. Somebody else's edit
 * takes nothing away from it: `now` is the thing as it stands. `onTop` puts one draft on top of another.
 */
export function editOf<Draft extends object>(key: string, now: Opened<Draft>, onTop = rebase<Draft>): Edit<Draft> {
  const anew = { ...now, mine: now.base };
  const kept = draft(key, anew);
  const { version, base, mine } = upToDate(kept.value, now);
  return {
    ...{ version, base, mine },
    change(part) {
      kept.value = { version, base, mine: { ...mine, ...part } };
    },
    keepMine() {
      kept.value = { ...now, mine: onTop(base, mine, now.base) };
    },
    takeTheirs() {
      kept.value = anew;
    },
    drop: () => dropDraft(key),
  };
}

type Begun<Draft> = Pick<Edit<Draft>, 'version' | 'base' | 'mine'>;

/** Goes on from the newest version where that takes nothing away from anybody. */
function upToDate<Draft extends object>(begun: Begun<Draft>, now: Opened<Draft>): Begun<Draft> {
  if (begun.version === now.version) return begun;
  if (isSame(begun.base, begun.mine)) return { ...now, mine: now.base };
  // What is edited here is as it was opened: the newer version is about something else.
  return isSame(begun.base, now.base) ? { ...now, mine: begun.mine } : begun;
}
