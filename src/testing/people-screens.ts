import type { Page } from 'playwright-core';
import type { EmployeeCard, EmployeeRow } from '../contracts/employee.ts';
import { gone } from './screen.ts';
import type { ScreenState } from './screen-state.ts';

const sections: readonly (readonly [id: string, save: string])[] = [
  ['week', 'Save the working week'],
  ['leave', 'Save the leave types'],
  ['pay-rules', 'Save the pay rules'],
  ['clock', 'Save the clock'],
  ['pay-day', 'Save the pay day'],
  ['employer', 'Save the employer'],
];

const saveButton = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** The screens of people and of the company's settings, with the demo company. */
export const peopleStates: readonly ScreenState[] = [
  { name: 'people', at: '/people', reach: async (page) => page.getByRole('link', { name: /^Sione Tavita/ }) },
  {
    name: 'people, nobody found',
    at: '/people',
    async reach(page) {
      await page.getByRole('searchbox').fill('nobody of that name');
      return page.getByRole('button', { name: 'Show everybody' });
    },
    leave: async (page) => await page.getByRole('button', { name: 'Show everybody' }).click(),
  },
  {
    name: 'person, for their manager',
    at: '/people/kylie',
    reach: async (page) => page.getByRole('heading', { name: 'Leave and weeks' }),
  },
  {
    name: 'person, for the office',
    as: 'nerida',
    at: '/people/kylie',
    reach: async (page) => page.getByText(/an hour since/),
  },
  {
    name: 'person, another rate',
    as: 'nerida',
    at: '/people/kylie?do=rate',
    async reach(page) {
      await page.getByLabel('Dollars an hour').fill('41.5');
      return page.getByRole('button', { name: /^Set \$41.50 from/ });
    },
    main: (page) => page.getByRole('button', { name: /^Set \$41.50 from/ }),
    leave: async (page) => await page.getByRole('button', { name: 'Cancel' }).click(),
  },
  {
    name: 'person, a circle of managers',
    as: 'nerida',
    at: '/people/ben?do=manager',
    async reach(page) {
      await page.getByLabel(/^Who decides/).selectOption({ label: 'Kylie Tran' });
      await page.getByRole('button', { name: /^Put into the team of/ }).click();
      return page.getByText(/^Kylie Tran is in the team of Ben Okafor/);
    },
  },
  {
    name: 'person, has left',
    as: 'nerida',
    at: '/people/jai',
    async reach(page) {
      await page.getByRole('button', { name: 'Has left…' }).click();
      return page.getByRole('dialog');
    },
    async leave(page) {
      await page.keyboard.press('Escape');
      await gone(page.getByRole('dialog'));
    },
  },
  {
    name: 'person, editing the card',
    as: 'nerida',
    at: '/people/sione?do=edit',
    async reach(page) {
      await page.getByLabel('Hours a week').fill('lots');
      await page.getByLabel('Days').selectOption({ label: 'Days of their own' });
      await page.getByRole('button', { name: 'Save the card' }).click();
      return page.getByRole('alert').first();
    },
    main: (page) => page.getByRole('button', { name: 'Save the card' }),
    leave: async (page) => await page.getByRole('button', { name: 'Discard' }).click(),
  },
  {
    name: 'person, two edits of one card',
    as: 'nerida',
    at: '/people/dave?do=edit',
    async reach(page, app) {
      await page.getByLabel('Position').fill('Leading hand');
      const { item: row } = await app.ask<{ item: EmployeeRow }>('ben', '/api/employees/dave');
      const { item: reach } = await app.ask<{ item: EmployeeCard }>('ben', '/api/employee-cards/dave');
      const { number, name, userId, department, position } = row;
      const { startDate } = reach;
      const card = { number, name, userId, department, position, startDate, phone: '02 5550 0142' };
      await app.send('ben', 'ReviseEmployee', { employeeId: 'dave', ...card }, row.version);
      await page.getByRole('button', { name: 'Save the card' }).click();
      return page.getByText('Your attempt is kept. It is not done.');
    },
    main: (page) => page.getByRole('button', { name: 'Keep mine on top of theirs' }),
    async leave(page) {
      await page.getByRole('button', { name: 'Take theirs' }).click();
      await page.getByRole('button', { name: 'Discard' }).click();
    },
  },
  {
    name: 'new person',
    as: 'ben',
    at: '/people/new',
    async reach(page) {
      await page.getByRole('button', { name: 'Put on the list' }).click();
      return page.getByText('A name is needed.');
    },
    main: (page) => page.getByRole('button', { name: 'Put on the list' }),
    leave: async (page) => await page.getByRole('button', { name: 'Discard' }).click(),
  },
  { name: 'settings', at: '/settings', reach: async (page) => page.getByText('In use').first() },
  {
    name: 'settings, another holiday',
    as: 'nerida',
    at: '/settings?edit=holidays',
    async reach(page) {
      await page.getByRole('button', { name: /^Take Christmas Day,/ }).click();
      await page.getByLabel('Another day').fill('2031-03-10');
      await page.getByLabel('Its name').fill('Picnic day');
      return page.getByText('Goes', { exact: true });
    },
    main: (page) => saveButton(page, 'Save the holidays'),
    leave: async (page) => await page.getByRole('button', { name: 'Discard' }).click(),
  },
  ...sections.map(
    ([id, save]): ScreenState => ({
      name: `settings, ${id}`,
      as: 'nerida',
      at: `/settings?edit=${id}`,
      reach: async (page) => saveButton(page, save),
      main: (page) => saveButton(page, save),
    }),
  ),
];
