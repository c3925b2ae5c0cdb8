import { demoPassword } from '../../src/demo/people.ts';
import { nameOf, type Username, until } from '../../src/testing/app.ts';
import { type ElementRef, WebdriverError, Webkit } from '../../src/testing/webkit.ts';

/** What a person looks for on a screen. */
export interface Sought {
  readonly role: keyof typeof selectors | 'text';
  /** The whole of its name, or of its words. */
  readonly name: string | RegExp;
  /** What it stands in. */
  readonly inside?: Sought;
}

/** How elements of each role are written on our screens. */
const selectors = {
  button: 'button, [role="button"], summary',
  link: 'a[href]',
  field: 'input, select, textarea',
  heading: 'h1, h2, h3, h4',
  form: 'form',
  region: 'section, [role="region"]',
  row: 'tr, [role="row"]',
  banner: 'header, [role="banner"]',
};

/** A tablet or phone with WebKit on it, as a person uses it. Whatever it does waits until it can be done. */
export class WebkitTablet {
  readonly #webkit: Webkit;
  readonly #url: string;
  readonly #surprises: string[] = [];

  private constructor(webkit: Webkit, url: string) {
    this.#webkit = webkit;
    this.#url = url;
  }

  /** Nobody is signed in on it. `url` is where the app is, without a slash at its end. Its clock is on another continent. */
  static async of(url: string, { width = 1180, height = 820 } = {}): Promise<WebkitTablet> {
    const webkit = await Webkit.start({ TZ: 'America/New_York' });
    await webkit.resize(width, height);
    return new WebkitTablet(webkit, url);
  }

  /** Signs in without the sign-in screen, and opens one. */
  async enter(username: Username, at: string): Promise<void> {
    await this.#webkit.open(`${this.#url}/favicon.svg`);
    const body = { username, password: demoPassword };
    const status = await this.#webkit.awaited<number>(`(${signInFrom})(...given)`, [JSON.stringify(body)]);
    if (status !== 200) throw new Error(`Signing in as ${username} was answered ${status}.`);
    await this.open(at);
    await this.sees({ role: 'banner', name: new RegExp(nameOf(username)) });
  }

  async open(at: string): Promise<void> {
    await this.#note();
    await this.#webkit.open(`${this.#url}${at}`);
    await this.#webkit.run(hearSurprises);
  }

  /** Which parts of the page a finger can push to the side. */
  async looseParts(): Promise<string[]> {
    return await this.#webkit.run(looseParts);
  }

  /** What it sends next as this command waits on its way, while something else happens. Ends when it is on its way again. */
  async tapWhile(sought: Sought, command: string, meanwhile: () => Promise<unknown>): Promise<void> {
    await this.#webkit.run(holdNext, command);
    await this.tap(sought);
    await until(`${command} is on its way`, () => this.#webkit.evaluate<boolean>("typeof letGo === 'function'"));
    await meanwhile();
    await this.#webkit.evaluate('letGo()');
  }

  /** @throws Error when a page had an error that nobody caught. */
  async close(): Promise<void> {
    try {
      await this.#note();
    } finally {
      await this.#webkit.close();
    }
    if (this.#surprises.length > 0)
      throw new Error(`Errors that nobody caught on a page:\n${this.#surprises.join('\n')}`);
  }

  /** Keeps what the page was surprised by, before it is left. */
  async #note(): Promise<void> {
    this.#surprises.push(...(await this.#webkit.evaluate<string[]>('globalThis.surprises?.splice(0) ?? []')));
  }

  /** Waits until it stands there, and returns its words. */
  async sees(sought: Sought): Promise<string> {
    const { words } = await this.#find(sought, false);
    return words;
  }

  async tap(sought: Sought): Promise<void> {
    await this.#act(sought, (element) => this.#webkit.click(element));
  }

  async fill(sought: Sought, text: string): Promise<void> {
    await this.#act(sought, (element) => this.#webkit.type(element, text));
  }

  /** Enters a date or a time as the tablet's own picker does: all of it at once. */
  async pick(sought: Sought, value: string): Promise<void> {
    const { element } = await this.#find(sought, true);
    await this.#webkit.run(
      (input: HTMLInputElement, picked: string) => {
        input.value = picked;
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
        input.dispatchEvent(new Event('change', { bubbles: true }));
      },
      element as unknown as HTMLInputElement,
      value,
    );
  }

  /** Chooses in a list by the value of the choice. */
  async choose(sought: Sought, value: string): Promise<void> {
    await this.#act(sought, async (element) => {
      const option = await this.#webkit.evaluate<ElementRef | null>(
        '[...given[0].options].find(({ value }) => value === given[1]) ?? null',
        [element, value],
      );
      if (option === null) throw new WebdriverError('no such element', `There is no ${value} in it.`);
      await this.#webkit.click(option);
    });
  }

  /** What an element may not take at once, as it is covered or was drawn anew, it takes a moment later. */
  async #act(sought: Sought, act: (element: ElementRef) => Promise<void>): Promise<void> {
    const start = performance.now();
    for (;;) {
      const { element } = await this.#find(sought, true);
      try {
        return await act(element);
      } catch (error) {
        if (!(error instanceof WebdriverError && passing.has(error.code)) || performance.now() - start > ACT_MS)
          throw error;
      }
    }
  }

  async #find(sought: Sought, forTap: boolean): Promise<Found> {
    const found = await until(
      worded(sought),
      () => this.#look(sought, forTap),
      (one) => one !== null,
    );
    return found as Found;
  }

  async #look(sought: Sought, forTap: boolean): Promise<Found | null> {
    const all = await this.#webkit.run(find, asJson(sought), selectors).catch(whileLoading);
    const [one] = (all as unknown as (Found & { readonly isOff: boolean })[]).filter(({ isOff }) => !(forTap && isOff));
    return one ?? null;
  }
}

interface Found {
  readonly element: ElementRef;
  readonly words: string;
}

/** A page that is just being left shows nothing. */
function whileLoading(error: unknown): [] {
  if (error instanceof WebdriverError) return [];
  throw error;
}

const ACT_MS = 30_000;
const passing = new Set([
  'element click intercepted',
  'element not interactable',
  'no such element',
  'stale element reference',
]);

interface SoughtJson {
  readonly role: string;
  readonly name: { readonly is: string } | { readonly source: string; readonly flags: string };
  readonly inside?: SoughtJson;
}

function asJson({ role, name, inside }: Sought): SoughtJson {
  return {
    role,
    name: typeof name === 'string' ? { is: name } : { source: name.source, flags: name.flags },
    ...(inside && { inside: asJson(inside) }),
  };
}

function worded({ role, name, inside }: Sought): string {
  return `${role} “${name}”${inside ? ` in ${worded(inside)}` : ''}`;
}

async function signInFrom(body: string): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  return (await fetch('/api/auth/login', { method: 'POST', headers, body })).status;
}

function hearSurprises(): void {
  const surprises: string[] = [];
  Object.assign(globalThis, { surprises });
  addEventListener('error', ({ message }) => surprises.push(message));
  addEventListener('unhandledrejection', ({ reason }) => surprises.push(reason?.stack || String(reason)));
}

function looseParts(): string[] {
  return [...document.querySelectorAll('main, main *')].flatMap((part) => {
    const takesPush = ['auto', 'scroll'].includes(getComputedStyle(part).overflowX);
    return takesPush && part.scrollWidth > part.clientWidth + 1 ? [`${part.tagName} ${part.className}`] : [];
  });
}

function holdNext(command: string): void {
  const send = globalThis.fetch;
  globalThis.fetch = async (...given) => {
    if (String(given[0]).endsWith(`/${command}`)) {
      globalThis.fetch = send;
      await new Promise((letGo) => Object.assign(globalThis, { letGo }));
    }
    return await send(...given);
  };
}

/** All of it that can be seen. Runs in the page. */
function find(sought: SoughtJson, selectors: Readonly<Record<string, string>>) {
  return within(sought).map((element) => ({
    element,
    words: tidy((element as HTMLElement).innerText ?? ''),
    isOff: element.matches(':disabled, [aria-disabled="true"]'),
  }));

  function within({ role, name, inside }: SoughtJson): Element[] {
    const places = inside ? within(inside) : [document];
    const fits = (words: string) =>
      'is' in name ? words === name.is : new RegExp(name.source, name.flags).test(words);
    const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
    return places.flatMap((place) => {
      const all = [...place.querySelectorAll(selectors[role] ?? '*')];
      const fitting = all.filter(
        (element) =>
          element.checkVisibility({ visibilityProperty: true }) &&
          (role !== 'field' || !dialog || dialog.contains(element)) &&
          (role === 'text' ? fits(tidy(element.textContent ?? '')) : fits(labelOf(element, role))),
      );
      // Of words, the smallest element that has them all.
      return role === 'text'
        ? fitting.filter((one) => !fitting.some((other) => other !== one && one.contains(other)))
        : fitting;
    });
  }

  function labelOf(element: Element, role: string): string {
    const told = element.getAttribute('aria-label');
    if (told !== null) return tidy(told);
    const by = element.getAttribute('aria-labelledby');
    if (by !== null)
      return tidy(
        by
          .split(' ')
          .map((id) => document.getElementById(id)?.textContent ?? '')
          .join(' '),
      );
    if (role === 'field')
      return tidy([...((element as HTMLInputElement).labels ?? [])].map((one) => one.textContent).join(' '));
    return role === 'form' || role === 'region' ? '' : tidy(element.textContent ?? '');
  }

  function tidy(words: string): string {
    return words.replace(/\s+/g, ' ').trim();
  }
}
