import type { Locator, Page } from 'playwright-core';
import type { TestApp, Username } from './app.ts';

/** A state of a screen that somebody can be in, for tests that look at all of them. */
export interface ScreenState {
  readonly name: string;
  readonly at: string;
  /** Whose screen it is; Priya's unless told. */
  readonly as?: Whose;
  /** Goes on from the address to the state. Answers what is there when the state is reached. */
  reach(page: Page, app: TestApp): Promise<Locator>;
  /** The one thing to do next in this state, where there is one. */
  main?(page: Page): Locator;
  /** Takes back what `reach` left behind. */
  leave?(page: Page, app: TestApp): Promise<void>;
}

/** One of the people, or nobody's: the tablet that Kylie and Sione share, at its door. */
export type Whose = Username | 'shared';
