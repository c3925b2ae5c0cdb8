import { type Signal, signal } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import type { Problem } from '#contracts/problems.ts';
import type { SendOptions } from '../sync/commands.ts';
import { draft } from '../sync/drafts.ts';
import { newId } from '../sync/ids.ts';
import type { Sending } from '../sync/use-command.ts';
import { showFirstError } from '../ui/focus.ts';

/** What a form holds from its opening until it was sent or discarded. Plain data: it can be stored. */
export interface Begun<Draft> {
  /** For something new: a form that is sent twice makes one thing. */
  readonly id: string;
  /** The version that was on screen when the form was opened. */
  readonly version: number | undefined;
  readonly entered: Draft;
}

export interface FormPlan<Draft, Errors, Answer> {
  /**
   * The name of its draft, such as 'receive/kraft-120': what was entered is there when the form is opened again, also
   * after a reload of the page. Without a name it goes with the form. No password, no PIN and no tax file number is in a
   * form with a name.
   */
  readonly kept?: string | undefined;
  /** What stands in it when it is opened. It is asked once: what others do meanwhile does not change a form. */
  readonly opens: () => Draft;
  /** The version of the thing as it stands, for a command that names one. */
  readonly version?: number | undefined;
  /** What a draft becomes when the thing has changed since. Without it a draft stays as it is. */
  readonly goesOn?: (begun: Begun<Draft>) => Begun<Draft>;
  /** What is missing or cannot be read; undefined when it can be sent. It is shown once the button was pressed. */
  readonly check?: (entered: Draft) => Errors | undefined;
  /** What the server found wrong, by field. */
  readonly refused?: (problem: Problem | undefined) => Partial<Errors>;
  /** Where the first field that is wrong is looked for. */
  readonly within?: string;
  /** After it was done or discarded. */
  readonly onClose: () => void;
  /** After it was done, where that is something else than closing. */
  readonly onDone?: (answer: Answer, id: string) => void;
  /** After the server has said no. */
  readonly onRefused?: () => unknown;
}

export interface Form<Draft, Payload, Errors> extends Begun<Draft> {
  readonly errors: Errors | undefined;
  readonly command: {
    readonly sending: boolean;
    readonly problem: Problem | undefined;
    /** Enters it anew, on top of the thing as it stands. */
    readonly forget: () => void;
  };
  change(part: Partial<Draft>): void;
  /** Goes on from something else than what was opened. */
  begin(begun: Omit<Begun<Draft>, 'id'>): void;
  /** `wish` is asked once nothing is wrong; undefined means that there is nothing to send. */
  send(wish: () => Payload | undefined): Promise<void>;
  /** Sends it all the same, on top of what the refusal tells of and of nothing later. */
  insist(wish: () => Payload | undefined): Promise<void>;
  /** Throws the draft away. */
  discard(): void;
}

/**
 * A form that sends something: its draft, what is wrong with it, its way to the server and back, and its end. How forms
 * behave is decided here and nowhere else.
 */
export function useForm<Draft extends object, Payload, Answer, Errors extends object = Record<string, string>>(
  command: Sending<[payload: Payload, options?: SendOptions], Answer>,
  plan: FormPlan<Draft, Errors, Answer>,
): Form<Draft, Payload, Errors> {
  const { check, refused, onClose, onDone = onClose } = plan;
  const { now, set, drop } = useBegun(plan);
  const [tried, setTried] = useState(false);
  const begun = now();
  const wrong = { ...refused?.(command.problem), ...(tried && check?.(begun.entered)) };

  async function sendOn(version: number | undefined, wish: () => Payload | undefined): Promise<void> {
    setTried(true);
    const { id, entered } = now();
    if (check?.(entered) !== undefined) {
      showFirstError(plan.within ?? '.side-panel');
      return;
    }
    const payload = wish();
    if (payload === undefined) return;
    const answer = await command.run(payload, { version });
    if (answer === undefined && !command.waits()) {
      await plan.onRefused?.();
      return;
    }
    drop();
    setTried(false);
    if (answer !== undefined) onDone(answer, id);
    else {
      command.forget();
      onClose();
    }
  }
  return {
    ...begun,
    errors: Object.keys(wrong).length === 0 ? undefined : (wrong as Errors),
    command: {
      sending: command.sending,
      problem: command.problem,
      forget() {
        if (now().version !== plan.version) set({ ...now(), version: plan.version });
        command.forget();
      },
    },
    change(part) {
      set({ ...now(), entered: { ...now().entered, ...part } });
    },
    begin: (anew) => set({ ...now(), ...anew }),
    send: (wish) => sendOn(now().version, wish),
    insist: (wish) => sendOn(versionToldBy(command.problem) ?? plan.version, wish),
    discard() {
      drop();
      command.forget();
      setTried(false);
      onClose();
    },
  };
}

/** The version that stands on the card of a refusal. Nobody agrees to what others do while they read it. */
function versionToldBy(problem: Problem | undefined): number | undefined {
  const version = problem?.fresh?.['version'];
  return typeof version === 'number' ? version : undefined;
}

interface BegunOf<Draft> {
  now(): Begun<Draft>;
  set(begun: Begun<Draft>): void;
  drop(): void;
}

/** The draft under its name, or the form's own. Nothing is kept as long as nothing was entered. */
function useBegun<Draft extends object>(
  plan: Pick<FormPlan<Draft, never, never>, 'kept' | 'version' | 'opens' | 'goesOn'>,
): BegunOf<Draft> {
  const { kept, version, opens, goesOn } = plan;
  const [own] = useState(() => signal<Begun<Draft> | undefined>(undefined));
  const slot: Signal<Begun<Draft> | undefined> = kept === undefined ? own : draft(kept, undefined);
  const opened = useRef<{ readonly kept: string | undefined; readonly begun: Begun<Draft> }>();
  if (opened.current === undefined || opened.current.kept !== kept) {
    opened.current = { kept, begun: { id: newId(), version, entered: opens() } };
  }
  const { begun: untouched } = opened.current;
  return {
    now() {
      const begun = slot.value ?? opened.current?.begun ?? untouched;
      return goesOn === undefined ? begun : goesOn(begun);
    },
    set(begun) {
      slot.value = begun;
    },
    drop() {
      slot.value = undefined;
      opened.current = undefined;
    },
  };
}
