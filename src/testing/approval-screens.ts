import type { Locator, Page } from 'playwright-core';
import { Asking } from './asking.ts';
import type { ScreenState } from './screen-state.ts';

const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name });
/** Of the open card. */
const approve = (page: Page) => page.locator('.approval-open').getByRole('button', { name: 'Approve', exact: true });

/** The approvals inbox and its main states, as a production manager has them with the demo company. */
export const approvalStates: readonly ScreenState[] = [
  {
    name: 'approvals',
    at: '/approvals',
    reach: async (page) => page.getByText('If you approve'),
    main: (page) => approve(page),
  },
  {
    name: 'approvals, rejecting',
    at: '/approvals',
    async reach(page) {
      await button(page, 'Reject…').first().click();
      await button(page, /^Reject \w/).click();
      return page.getByRole('alert');
    },
    main: (page) => button(page, /^Reject \w/),
  },
  {
    name: 'approvals, several at once',
    at: '/approvals',
    async reach(page) {
      await button(page, 'Approve several').click();
      await page.getByRole('checkbox').first().check();
      return button(page, 'Approve 1');
    },
    main: (page) => button(page, 'Approve 1'),
    leave: async (page) => await button(page, 'Approve several').click(),
  },
  {
    name: 'approvals, saved again meanwhile, decided by oneself and by somebody else',
    at: '/approvals',
    async reach(page, app) {
      const asking = await Asking.of(app);
      const [mine, other, week] = [
        await asking.leave('kylie'),
        await asking.leave('sione'),
        await asking.week('kylie'),
      ];
      await page.goto(`${app.url}/approvals?card=leave.${mine.id}`);
      await approve(page).click();
      await page.getByText(/^You approved/).waitFor();
      await app.send('ben', 'ApproveLeave', other.which);
      await page.getByText(/^Ben approved this/).waitFor();
      await page.route(
        '**/api/commands/ApproveTimesheet',
        async (route) => {
          await asking.again(week, 480);
          await route.continue();
        },
        { times: 1 },
      );
      const sheet = page.getByRole('region', { name: /^Kylie Tran, Timesheet/ });
      await sheet.getByRole('button', { name: 'Kylie Tran' }).click();
      await sheet.getByRole('button', { name: 'Approve', exact: true }).click();
      return page.getByText('Your attempt is kept. It is not done.');
    },
    main: (page) => button(page, 'Approve 8 h'),
  },
  {
    name: 'approvals, handing over',
    at: '/approvals',
    async reach(page) {
      await button(page, 'Hand over…').click();
      await button(page, 'Hand over').click();
      return page.getByText('Choose somebody.');
    },
    main: (page) => button(page, 'Hand over'),
  },
  {
    name: 'approvals that are decided',
    at: '/approvals?show=decided',
    async reach(page) {
      await button(page, /^(Cancel leave|Reopen)…$/)
        .first()
        .click();
      return page.getByLabel(/^Why is it (cancelled|reopened)\?$/, { exact: true });
    },
  },
];
