// What the desk answers may be read after an event that it sent later: the newer state stays.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { aTraceRequest, startDesk } from '../component/desk-process.ts';
import { openBrowser } from './open-browser.ts';
import { openWorkbook } from './open-workbook.ts';

const LIMIT_MS = 20_000;

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

test('When the desk’s answer to an action comes after the event of what followed it, then the newer state stays', async (t) => {
  const { page } = await openWorkbook(browser, t, '/chapters/05', { FAKE_ANSWER_MS: '4000' });
  await page.getByRole('button', { name: 'Start' }).click();
  const judging = page.getByText('Judging the answer');
  await page.route('**/api/chapters/05/answer', async (route) => {
    const response = await route.fetch();
    await judging.waitFor();
    await route.fulfill({ response });
  });
  const answered = page.waitForResponse('**/api/chapters/05/answer');
  const spans = page.locator('.question').nth(1);
  await spans.getByRole('textbox').fill('one');
  await page.keyboard.press('Enter');
  await (await answered).finished();
  // The page has read the answer, and drawn whatever it made of it.
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
  await spans.getByText('Being judged: “one”').waitFor();
  assert.ok(await judging.isVisible());
  await spans.getByText('Not yet: “one”. Look at the kind.').waitFor();
});

test('When a trace comes while the list that was asked for before is under way, then it stays', async (t) => {
  const desk = await startDesk(t);
  await desk.post('traces', aTraceRequest('ab'.repeat(16), ['was here']));
  const page = await browser.newPage();
  t.after(() => page.close());
  page.setDefaultTimeout(LIMIT_MS);
  const came = page.getByRole('link', { name: /came meanwhile/ });
  await page.route('**/api/traces?*', async (route) => {
    const response = await route.fetch();
    await desk.post('traces', aTraceRequest('cd'.repeat(16), ['came meanwhile']));
    await came.waitFor();
    await route.fulfill({ response });
  });
  await page.goto(`${desk.url}/traces`);
  await page.getByRole('link', { name: /was here/ }).waitFor();
  assert.ok(await came.isVisible());
});
