import type { Page } from 'playwright-core';
import { formatCents } from '../../../src/contracts/money.ts';
import type { Payslip } from '../../../src/contracts/pay.ts';
import { totalsOf } from '../../../src/contracts/pay-totals.ts';
import { nameOf, TestApp } from '../../../src/testing/app.ts';
import { gone } from '../../../src/testing/screen.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { approvedWeek, oldMonday } from '../../../src/testing/weeks.ts';
import { financialYearWords, weekOf } from './pay-words.ts';

const monday = oldMonday(1);
const kylies = `kylie.${monday}`;

suite('payslips', (test) => {
  let app: TestApp;
  let slip: Payslip;
  test.before(async () => {
    app = await TestApp.start();
    await approvedWeek(app, 'sione', monday);
    const { position } = await approvedWeek(app, 'kylie', monday, 516);
    slip = (await app.ask<{ item: Payslip }>('kylie', `/api/payslips/${kylies}?after=${position}`)).item;
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  test('are one’s own, with what was finalised in the financial year, and open from the list', async () => {
    const kylie = await app.enter('kylie', { at: '/pay', viewport: { width: 390, height: 844 } });
    const year = kylie.getByLabel(`Finalised in ${financialYearWords(slip.financialYear)}`);
    const { items } = await app.ask<{ items: Payslip[] }>('kylie', '/api/payslips');
    const final = items.filter(
      ({ status, financialYear }) => status === 'finalised' && financialYear === slip.financialYear,
    );
    const { grossCents, taxCents, netCents, superCents } = totalsOf(final);
    for (const cents of [grossCents, taxCents, netCents, superCents]) {
      await year.getByText(formatCents(cents), { exact: true }).first().waitFor();
    }
    assert.is(await kylie.getByText(nameOf('sione')).count(), 0);

    await kylie.getByRole('link', { name: weekOf(monday) }).click();
    const panel = kylie.getByRole('region', { name: nameOf('kylie') });
    for (const line of slip.lines) await panel.getByText(formatCents(line.cents), { exact: true }).first().waitFor();
    await panel.getByRole('cell', { name: 'Ordinary time' }).waitFor();
    await panel.getByText('Overtime').waitFor();
    await panel.getByText('ABN').waitFor();
    await panel.getByText(formatCents(slip.netCents), { exact: true }).first().waitFor();
    await panel.getByText(slip.tables[0]?.id ?? '').waitFor();
    await panel.getByRole('button', { name: 'Back' }).click();
    await gone(panel);
  });

  test('of somebody else are not found, at no address', async () => {
    const kylie = await app.enter('kylie', { at: `/pay/slips/sione.${monday}` });
    await kylie.getByText('There is no such payslip').waitFor();
    await kylie.goto(`${app.url}/pay?slip=sione.${monday}`);
    await kylie.getByText('There is no such payslip').waitFor();
    assert.not.match(await kylie.locator('body').innerText(), new RegExp(nameOf('sione')));
    const { items } = await app.ask<{ items: Payslip[] }>('kylie', '/api/payslips');
    assert.equal([...new Set(items.map(({ employeeId }) => employeeId))], ['kylie']);
  });

  test('turn final while somebody reads them', async () => {
    const kylie = await app.enter('kylie', { at: `/pay?slip=${kylies}` });
    const panel = kylie.getByRole('region', { name: nameOf('kylie') });
    await panel.getByText('Worked out, not final').waitFor();
    await app.send('ben', 'OpenPayRun', { period: monday });
    await app.send('ben', 'FinalisePayRun', {
      period: monday,
      weeks: [{ employeeId: 'kylie', monday, calculation: slip.calculation }],
    });
    await panel.getByText('Finalised').waitFor();
  });

  test('print on one sheet, in black on white and without what is around them, and there is a way back', async () => {
    const kylie = await app.enter('kylie', { at: `/pay?slip=${kylies}`, colorScheme: 'dark' });
    await kylie.getByRole('link', { name: 'Print' }).click();
    const sheet = kylie.getByRole('article');
    await sheet.getByText(formatCents(slip.netCents), { exact: true }).first().waitFor();
    await sheet.getByRole('img', { name: 'QR code of the receipt' }).waitFor();
    await kylie.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const words = await kylie.locator('body').innerText();
    for (const expected of [
      ...['Misty Manufacturing', 'ABN', nameOf('kylie'), slip.employeeNumber, 'Pay period', 'Pay day'],
      ...['Gross pay', formatCents(slip.grossCents), 'Net pay', formatCents(slip.netCents), 'Super'],
      ...[formatCents(slip.superCents), 'Ordinary time', '38:00', formatCents(slip.lines[0]?.rateCents ?? 0)],
    ]) {
      assert.ok(words.includes(expected), `${expected} is on the sheet`);
    }
    assert.is(await kylie.getByRole('banner').isVisible(), false);
    assert.is(await kylie.getByRole('navigation').isVisible(), false);
    assert.is(await kylie.getByRole('button', { name: 'Print' }).isVisible(), false);
    assert.equal(await colours(kylie), { text: 'rgb(0, 0, 0)', ground: 'rgb(255, 255, 255)' });
    assert.is(sheetsOf(await kylie.pdf({ preferCSSPageSize: true })), 1);

    await kylie.emulateMedia({ media: null });
    const asked = kylie.evaluate(() => new Promise((printed) => addEventListener('beforeprint', () => printed(true))));
    await kylie.getByRole('button', { name: 'Print' }).click();
    assert.ok(await asked);
    await kylie.getByRole('link', { name: 'Back' }).click();
    await kylie.getByRole('region', { name: nameOf('kylie') }).waitFor();
  });
});

async function colours(page: Page): Promise<object> {
  return await page.getByRole('article').evaluate((sheet) => {
    const { color, backgroundColor } = getComputedStyle(sheet);
    return { text: color, ground: backgroundColor };
  });
}

/** How many sheets of paper a PDF has. */
function sheetsOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}
