/** A double tap is over after half a second; what is new at a place is read in no less than this. */
export const REST_MS = 700;
/** As far as two taps of one finger lie apart, and half as wide as what is covered. */
const SPOT_PX = 32;

/** What does something when it is tapped. To go into a field of text harms nobody. */
const acting = 'a[href], button, summary, select, input[type="checkbox"], input[type="radio"], [role="button"]';
/** A thing that goes to and fro stays the same thing, whichever way it stands. */
const toggling = '[aria-pressed], [aria-expanded], [aria-checked], input, select';

/**
 * A second tap never does the next thing: once other content stands where somebody tapped or points, that place is
 * covered for a moment, also when it comes late. Enter and the space bar rest in the same way where the focus is. This is
 * for all screens; none has to think of it. A button that does the same with another thing must be another element: give
 * it the thing as its `key`.
 */
export function restReplaced(): void {
  const pointed = new Watched(() => at(spot));
  const focused = new Watched(() => document.activeElement ?? undefined);
  /** Whether the last that came from the keyboard was a press, so that another may follow it. */
  let pressed = false;
  const seeFocus = () => (pressed ? focused.look() : focused.begin());
  const aim = (event: PointerEvent): void => {
    if (spot !== undefined && isNear(spot, event)) return;
    spot = { x: event.clientX, y: event.clientY };
    pointed.begin();
  };
  const cover = (): void => {
    if (spot !== undefined && pointed.look()) coverUp(spot);
    seeFocus();
  };
  for (const event of ['pointerdown', 'pointermove'] as const)
    addEventListener(event, aim, { capture: true, passive: true });
  // What somebody scrolls away is not replaced.
  for (const event of ['scroll', 'resize'])
    addEventListener(event, () => pointed.begin(), { capture: true, passive: true });
  addEventListener('pointerdown', () => (pressed = false), { capture: true, passive: true });
  addEventListener('focusin', seeFocus, { capture: true });
  addEventListener(
    'keydown',
    (event) => {
      // Any other key is a step of its own: the person has seen where they are.
      pressed = event.key === 'Enter' || event.key === ' ';
      seeFocus();
      if (pressed) pressKey(event, focused);
    },
    { capture: true },
  );
  // Its answers come before the next tap does.
  new MutationObserver(cover).observe(document.documentElement, {
    ...{ childList: true, characterData: true, subtree: true },
    attributeFilter: ['href', 'aria-label', 'aria-busy', 'open'],
  });
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Where somebody tapped or points last. */
let spot: Spot | undefined;

/** A place on the screen, and when its content was replaced. */
class Watched {
  readonly #find: () => Element | undefined;
  #element: Element | null | undefined;
  #meaning = '';
  #isBusy = false;
  #changedAt = Number.NEGATIVE_INFINITY;

  constructor(find: () => Element | undefined) {
    this.#find = find;
  }

  /** What stands here now is what the person means. */
  begin(): void {
    this.look();
    this.#changedAt = Number.NEGATIVE_INFINITY;
  }

  /** Answers whether something else that can be pressed stands here now. */
  look(): boolean {
    const element = this.#find()?.closest(acting);
    // A button on its way to the server says so for a while, and is still the same. Once it is answered it rests: what
    // it stands for is done, though the list that says so may come a moment later.
    const isSame = element === this.#element;
    const isAnswered = isSame && this.#isBusy && element?.ariaBusy !== 'true';
    this.#isBusy = element?.ariaBusy === 'true';
    if (this.#isBusy && isSame) return false;
    const meaning = element ? meaningOf(element) : '';
    if (!isAnswered && isSame && meaning === this.#meaning) return false;
    this.#element = element;
    this.#meaning = meaning;
    this.#changedAt = performance.now();
    return element != null;
  }

  get rests(): boolean {
    return performance.now() - this.#changedAt < REST_MS;
  }
}

function meaningOf(element: Element): string {
  if (element instanceof HTMLAnchorElement) return element.href;
  return element.matches(toggling) ? '' : (element.ariaLabel ?? element.textContent ?? '');
}

function pressKey(event: KeyboardEvent, focused: Watched): void {
  if (!(event.target instanceof Element) || event.target.closest(acting) === null) return;
  // A key that is held down presses once.
  if (!event.repeat && !focused.rests) return;
  event.preventDefault();
  event.stopPropagation();
}

let shield: HTMLElement | undefined;
let timer = 0;

/** Covers a place. What is covered takes no finger and no mouse. */
function coverUp({ x, y }: Spot): void {
  shield ??= makeShield();
  shield.style.left = `${x - SPOT_PX}px`;
  shield.style.top = `${y - SPOT_PX}px`;
  // Nothing outside an open dialog can be reached, and so it could not be covered from there.
  const around = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
  if (shield.parentElement !== around) around.append(shield);
  clearTimeout(timer);
  timer = window.setTimeout(() => shield?.remove(), REST_MS);
}

function makeShield(): HTMLElement {
  const made = document.createElement('div');
  made.className = 'rest';
  made.ariaHidden = 'true';
  made.style.width = made.style.height = `${2 * SPOT_PX}px`;
  // A tap on nothing would take the focus away.
  for (const event of ['pointerdown', 'mousedown']) made.addEventListener(event, (tap) => tap.preventDefault());
  return made;
}

function at(place: Spot | undefined): Element | undefined {
  return place && document.elementsFromPoint(place.x, place.y).find((element) => element !== shield);
}

function isNear(place: Spot, { clientX, clientY }: PointerEvent): boolean {
  return Math.hypot(place.x - clientX, place.y - clientY) <= SPOT_PX;
}
