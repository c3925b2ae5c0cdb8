import type { Page } from 'playwright-core';
import { TestApp } from '../../src/testing/app.ts';
import type { ScreenState } from '../../src/testing/screen-state.ts';
import { reachState, tabletsOf } from '../../src/testing/screens.ts';
import { assert, suite } from '../../src/testing/suite.ts';
import { barriers } from './barriers.ts';
import { hear, isUnexpected } from './console.ts';
import { filledWrongly } from './filled.ts';
import { misfits } from './sizes.ts';

/** Each state is reached once, and looked at in four tests. */
export function walkThrough(name: string, states: readonly ScreenState[]): void {
  suite(name, (test) => {
    let app: TestApp;
    let tablet: ReturnType<typeof tabletsOf>;
    const heard = new Map<Page, Promise<string[]>>();
    test.before(async () => {
      app = await TestApp.start();
      tablet = tabletsOf(app, { colorScheme: 'light' });
    });
    test.after(() => app?.close());
    test.after.each(() => app.requireNoSurprises());

    for (const state of states) {
      let reached: Page | undefined;
      let said: string[] = [];
      test(`${state.name}, by WCAG 2.2 AA`, async () => {
        const its = await tablet(state.as);
        const listening = heard.get(its) ?? hear(its);
        heard.set(its, listening);
        said = await listening;
        await its.setViewportSize({ width: 1180, height: 820 });
        await reachState(state, its, app);
        reached = its;
        assert.equal(await barriers(its), []);
      });
      test(`${state.name}, with no field for a password manager to fill wrongly`, async () => {
        assert.ok(reached, 'it was not reached');
        assert.equal(await filledWrongly(reached), []);
      });
      test(`${state.name}, on a phone, a tablet and a desktop`, async () => {
        assert.ok(reached, 'it was not reached');
        assert.equal(await misfits(reached, state.main?.(reached).first()), []);
      });
      test(`${state.name}, without a word on the console and nothing for the security policy to refuse`, async () => {
        assert.ok(reached, 'it was not reached');
        await state.leave?.(reached, app);
        assert.equal(said.splice(0).filter(isUnexpected), []);
      });
    }
  });
}
