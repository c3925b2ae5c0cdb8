import { folded, tight } from '#contracts/folded.ts';
import { bayAddress } from '../features/stock/bay-address.ts';

/** Something that has a code of its own. */
interface Coded {
  readonly code: string;
  /** Its address in the app. */
  readonly path: string;
}

/** Where a scan leads, or what is said about it. */
export type Target = { readonly path: string } | { readonly words: string };

/** The thing that has exactly this code, or whose address the code is. A longer code is another thing. */
export function targetOf(text: string, things: readonly Coded[], origin: string): Target {
  if (URL.canParse(text) && /^https?:/i.test(text)) return ofAddress(new URL(text), origin);
  const exact = things.filter(({ code }) => folded(code) === folded(text));
  const found = exact.length > 0 ? exact : things.filter(({ code }) => tight(code) === tight(text));
  const [first, second] = found;
  if (first === undefined) return { words: `Nothing on the lists has the code ${shortened(text)}.` };
  return second === undefined ? { path: first.path } : { words: `Several things have the code ${shortened(text)}.` };
}

/** Labels carry the address of an item, an order or a bay. A scan does nothing else that an address asks for. */
function ofAddress({ origin, pathname, search, searchParams }: URL, ours: string): Target {
  // A receipt counts by its signature: a paper of another company is told apart there, and so is one that was printed
  // when this Misty had another address. Nothing but our own screen is opened.
  if (/^\/receipt\/[a-z]+\/[A-Za-z0-9.-]{1,160}$/.test(pathname)) return { path: pathname + search };
  if (origin !== ours) return { words: `This code leads to ${shortened(origin)}. It was not opened.` };
  if (/^\/(?:stock|orders)\/(?!new$)[A-Za-z0-9-]{1,64}$/.test(pathname)) return { path: pathname };
  const bay = searchParams.get('bay');
  if (pathname === '/stock' && bay !== null && /^[^\p{C}<>]{1,40}$/u.test(bay)) return { path: bayAddress(bay) };
  return { words: 'This code is no item, no order, no bay and no receipt.' };
}

const SHOWN_MAX = 60;

function shortened(text: string): string {
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text;
}
