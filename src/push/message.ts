import type { PushKind } from '../contracts/push-kinds.ts';

/** A declarative push message (Push API, 2025). Browsers that know the form show it by themselves; the worker does the same. */
export interface PushMessage {
  readonly web_push: 8030;
  readonly notification: {
    readonly title: string;
    readonly body: string;
    /** A whole address: there is no page that it could be relative to. */
    readonly navigate: string;
    /** A notification takes the place of the one before it with the same tag, so the same one twice stands there once. */
    readonly tag: string;
    readonly lang: 'en-AU';
    readonly dir: 'ltr';
  };
  /** On the icon of the app: how many approvals wait. Left out for those who decide for nobody. */
  readonly app_badge?: number;
}

interface Words {
  readonly title: (count: number) => string;
  readonly body: string;
  readonly path: string;
}

/**
 * A locked screen shows this to whoever passes by, and browsers write it down: no name of a person, an item or an order,
 * no figure of money or hours, and not which way somebody was decided.
 */
const words: Readonly<Record<PushKind, Words>> = {
  approvals: {
    title: (count) => (count === 1 ? 'An approval waits for you' : `${count} approvals wait for you`),
    body: 'Open Misty to decide.',
    path: '/approvals',
  },
  decided: {
    title: (count) => (count === 1 ? 'A request of yours was decided' : `${count} requests of yours were decided`),
    body: 'Open Misty to see the answer.',
    path: '/leave',
  },
  'low-stock': {
    title: (count) => (count === 1 ? 'An item is low' : `${count} items are low`),
    body: 'Open Misty to see what to order.',
    path: '/stock',
  },
  timesheet: {
    title: () => 'Last week is not handed in',
    body: 'Open Misty to look it over and hand it in.',
    path: '/timesheets',
  },
  leave: { title: () => 'Your leave begins tomorrow', body: 'Open Misty to see it.', path: '/leave' },
  unsent: {
    title: () => 'Work of yours was not sent',
    body: 'It waits on a shared tablet. Sign in there, and it goes.',
    path: '/',
  },
};

/** What is shown. `origin` is how this device reaches Misty; `path` where it is another than the usual one of the kind. */
export function messageOf(
  kind: PushKind,
  {
    count,
    badge,
    origin,
    path,
  }: { count: number; badge?: number | undefined; origin: string; path?: string | undefined },
): PushMessage {
  const { title, body, path: usual } = words[kind];
  const navigate = new URL(path ?? usual, origin).href;
  return {
    web_push: 8030,
    notification: { title: title(count), body, navigate, tag: kind, lang: 'en-AU', dir: 'ltr' },
    ...(badge !== undefined && { app_badge: badge }),
  };
}
