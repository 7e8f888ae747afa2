import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { startDesk } from '../component/desk-process.ts';
import { workbookRepository } from '../component/workbook-repository.ts';

const LIMIT_MS = 20_000;

/** Opens a page of a desk of its own, with a made-up repository; whatever the browser complains of fails the test. */
export async function openWorkbook(
  browser: Browser,
  t: Parameters<typeof startDesk>[0],
  path: string,
  env: Record<string, string> = {},
  options: BrowserContextOptions = {},
) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(LIMIT_MS);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on(
    'console',
    (message) =>
      message.type() === 'error' &&
      !/404|ERR_NETWORK_CHANGED/.test(message.text()) &&
      errors.push(message.text()),
  );
  page.on('pageerror', (error) => errors.push(String(error)));
  // Before the desk ends (hooks run in this order): a page whose desk is killed does complain.
  t.after(async () => {
    await context.close();
    assert.deepEqual(errors, []);
  });
  const repository = workbookRepository();
  t.after(repository.remove);
  const desk = await startDesk(t, { WORKBOOK_ROOT: repository.root, ...env });
  await page.goto(desk.url + path);
  await page.locator('#connection').getByText('Live').waitFor();
  return { page, url: desk.url, ...repository };
}
