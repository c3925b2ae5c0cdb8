import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Core } from './core.tsx';
import { Icon, type IconName } from './icon.tsx';

interface Pressable {
  readonly onPress?: (() => void) | undefined;
  /** Why it cannot be pressed now, in words. The button turns dashed and the words stand below it. */
  readonly disabledBecause?: string | undefined;
  /** Submits the form it stands in. */
  readonly submit?: boolean;
  /** As wide as its place. */
  readonly wide?: boolean;
}

interface MainButtonProps extends Pressable {
  /** Verb, number, noun: "Allocate 24 rolls". */
  readonly label: string;
  /** True from the tap until the server has answered. */
  readonly sending?: boolean;
}

/** The one thing to do next. One of these is visible on a screen, or in an open card. */
export function MainButton({
  label,
  sending = false,
  wide = false,
  disabledBecause,
  submit,
  onPress,
}: MainButtonProps) {
  const because = useId();
  const resting = sending || disabledBecause !== undefined;
  return (
    <>
      <button
        type={submit ? 'submit' : 'button'}
        class={wide ? 'main-button wide' : 'main-button'}
        aria-disabled={resting || undefined}
        aria-busy={sending || undefined}
        aria-describedby={disabledBecause === undefined ? undefined : because}
        onClick={(event) => pressMain(event, resting, onPress)}
      >
        <span class={sending ? 'ghost' : ''}>{label}</span>
        {sending && (
          <span class="main-sending">
            <Core state="sending" /> Sending…
          </span>
        )}
      </button>
      <Because id={because} words={disabledBecause} />
    </>
  );
}

interface ButtonProps extends Pressable {
  readonly children?: ComponentChildren;
  readonly icon?: IconName;
  /** The name of a button that has only an icon. */
  readonly label?: string;
  /** Shows that this one is chosen, in filters and segments. */
  readonly pressed?: boolean;
  /** An address: the button is a link then. */
  readonly href?: string;
  /** 60 instead of 48 px high, beside a main button. */
  readonly tall?: boolean;
  readonly sending?: boolean;
  /** Whether the thing that this button opens is open. */
  readonly expanded?: boolean;
}

/** Everything that is not the next thing to do: outlined, 48 px. */
export function Button(props: ButtonProps) {
  return <AnyButton {...props} look="" />;
}

/** Discard, Cancel: underlined, without an edge. */
export function QuietButton(props: ButtonProps) {
  return <AnyButton {...props} look="button-quiet" />;
}

/** What cannot be undone: signal text and edge, never filled. */
export function StopButton(props: ButtonProps) {
  return <AnyButton {...props} look="button-stop" />;
}

function AnyButton({ look, ...props }: ButtonProps & { readonly look: string }) {
  const { children, icon, label, pressed, href, tall, wide, sending = false, expanded, disabledBecause } = props;
  const because = useId();
  const iconOnly = children === undefined;
  const classes = ['button', look, tall && 'button-tall', wide && 'wide', iconOnly && 'button-icon'];
  const name = classes.filter(Boolean).join(' ');
  const inside = (
    <>
      {sending ? <Core state="sending" /> : icon !== undefined && <Icon name={icon} />}
      {children}
    </>
  );
  if (href !== undefined) {
    return (
      <a class={name} href={href} aria-label={label}>
        {inside}
      </a>
    );
  }
  const resting = sending || disabledBecause !== undefined;
  return (
    <>
      <button
        type={props.submit ? 'submit' : 'button'}
        class={name}
        aria-label={label}
        aria-pressed={pressed}
        aria-expanded={expanded}
        aria-disabled={resting || undefined}
        aria-busy={sending || undefined}
        aria-describedby={disabledBecause === undefined ? undefined : because}
        onClick={(event) => (look === 'button-stop' || props.submit ? pressMain : press)(event, resting, props.onPress)}
      >
        {inside}
      </button>
      <Because id={because} words={disabledBecause} />
    </>
  );
}

function Because({ id, words }: { readonly id: string; readonly words: string | undefined }) {
  return words === undefined ? null : (
    <p class="because" id={id}>
      {words}
    </p>
  );
}

/** The button works with what stands beside it, so a figure or a text that was refused is mended first. */
function pressMain(event: Event, resting: boolean, onPress: (() => void) | undefined): void {
  const around = (event.currentTarget as Element).closest('form, dialog, .foot, .card, .side-panel');
  const refused = around?.querySelector<HTMLElement>('.stepper input[aria-invalid], [data-long]');
  refused?.focus();
  press(event, resting || refused != null, onPress);
}

/** A button at rest keeps the focus and its explanation, which the `disabled` attribute would take away. */
function press(event: Event, resting: boolean, onPress: (() => void) | undefined): void {
  if (resting) event.preventDefault();
  else onPress?.();
}
