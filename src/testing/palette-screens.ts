import type { ScreenState } from './screen-state.ts';

export const paletteStates: readonly ScreenState[] = [
  {
    name: 'palette',
    at: '/stock',
    async reach(page) {
      await page.locator('[data-scanner]').waitFor({ state: 'attached' });
      await page.keyboard.press('Control+k');
      const palette = page.getByRole('dialog', { name: 'What do you want to do?' });
      await palette.getByRole('searchbox').fill('new');
      return palette.getByRole('button', { name: 'New order' });
    },
    leave: async (page) => await page.keyboard.press('Escape'),
  },
];
