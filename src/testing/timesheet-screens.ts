import type { Page } from 'playwright-core';
import type { ScreenState } from './screen-state.ts';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** The states of a week of one's own, and of somebody in the team. */
export const timesheetStates: readonly ScreenState[] = [
  {
    name: 'timesheet',
    at: '/timesheets',
    reach: async (page) => page.getByText(/^Goes to/),
    main: (page) => button(page, 'Submit week'),
  },
  {
    name: 'timesheet, a day of two lines',
    at: '/timesheets',
    async reach(page) {
      await page.locator('[data-day]').last().click();
      await button(page, 'More').last().click();
      await page.getByLabel('Start').fill('09:00');
      await button(page, 'Another line').click();
      return page.getByText('Say when it ended.').first();
    },
    main: (page) => button(page, 'Submit week'),
    leave: async (page) => await button(page, 'Take this line off').first().click(),
  },
  {
    name: 'timesheet, somebody else was first',
    at: '/timesheets',
    async reach(page, app) {
      const monday = (await page.locator('[data-day]').first().getAttribute('data-day')) ?? '';
      const address = `/api/timesheet-weeks/priya.${monday}`;
      await page.route(
        '**/api/commands/SaveTimesheet',
        async (route) => {
          const { item } = await app.ask<{ item: { version: number } }>('ben', address);
          await app.send('ben', 'SaveTimesheet', { employeeId: 'priya', monday, entries: [] }, item.version);
          await route.continue();
        },
        { times: 1 },
      );
      await page.locator('[data-day]').nth(3).click();
      await page.getByRole('textbox', { name: 'Worked', exact: true }).fill('9:30');
      return page.getByText('Your attempt is kept. It is not done.');
    },
    main: (page) => button(page, 'Put mine over it'),
    leave: async (page) => await button(page, 'Take theirs').click(),
  },
  {
    name: 'timesheet of somebody in the team',
    at: '/timesheets?of=kylie',
    reach: async (page) => button(page, 'Change hours'),
  },
];
