import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { addresses } from '../running-lab.ts';
import { holdUp } from './hold-up.ts';
import { openBrowser } from './open-browser.ts';

const STEP_LIMIT_MS = 10_000;

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

for (const { name, width, colorScheme } of [
  { name: 'on a desktop', width: 1280, colorScheme: 'light' },
  { name: 'on a phone, dark', width: 360, colorScheme: 'dark' },
] as const) {
  test(`When somebody buys a book ${name}, then it is paid, and its trace link shows the waterfall`, async () => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    context.setDefaultTimeout(STEP_LIMIT_MS);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on(
      'console',
      (message) =>
        message.type() === 'error' &&
        !/ERR_NETWORK_CHANGED/.test(message.text()) &&
        errors.push(message.text()),
    );
    page.on('pageerror', (error) => errors.push(String(error)));

    await page.goto((await addresses()).storefront);
    await holdUp(page);
    await page
      .getByRole('link', { name: /Tail Risk/ })
      .first()
      .click();
    await holdUp(page);
    await page.getByRole('button', { name: /basket/i }).click();
    await page.waitForURL('**/basket');
    await holdUp(page);
    await page.getByRole('link', { name: /checkout/i }).click();
    await page.waitForURL('**/checkout');
    await holdUp(page);
    await page
      .getByRole('button', { name: /use the card/i })
      .first()
      .click();
    await page.getByRole('button', { name: /^buy now/i }).dblclick();
    await page.waitForURL('**/orders/**');
    await page.locator('#status').getByText(/paid/i).first().waitFor();
    await holdUp(page);

    await page.getByRole('link', { name: /checkout’s trace/ }).click();
    await page.getByText('process payment.settled').waitFor();
    await holdUp(page);
    assert.deepEqual(errors, []);
    await context.close();
  });
}
