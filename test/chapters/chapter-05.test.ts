import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { holdUp } from '../browser/hold-up.ts';
import { openBrowser } from '../browser/open-browser.ts';
import { tabTo } from '../browser/tab-to.ts';
import { learnersCopy } from './learners-copy.ts';
import { openTerminal } from './open-terminal.ts';

const SEAM = 'services/shared/trace-context.ts';
const VERDICT_LIMIT_MS = 90_000;

const copy = learnersCopy();
let browser: Browser;
before(async () => {
  browser = await openBrowser();
  await copy.lab('up', '--engine', 'local');
});
after(async () => {
  await browser?.close();
  await copy.remove();
});

test('When chapter 05 is done by keyboard alone on a real lab, then each save is judged by the learner’s own traces', async (t) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(VERDICT_LIMIT_MS);
  await page.goto(`${await deskUrl()}/`);
  await openChapter(page);
  await press(page, 'Start');
  await page.getByText('The verdict comes by itself').waitFor();
  await judged(page, () => press(page, 'Check'), 'Not right yet');
  await page.getByText('missing', { exact: true }).first().waitFor();
  await holdUp(page);

  // Half of it: the header goes out, and nobody reads it.
  const half = await judged(page, () => copy.save(SEAM, 'test/near-misses/05/never-read'), 'Not right yet');
  await page.locator('#verdict').getByText('but nobody continued it').waitFor();
  await page.getByRole('region', { name: /^Your checkout/ }).waitFor();
  await holdUp(page);

  const right = await judged(page, () => copy.save(SEAM, '.'), '✓ Right');
  t.diagnostic(`from the save to the verdict: half right ${half} s, right ${right} s`);
  await holdUp(page);
  await press(page, 'Put the original back');
  await page.getByRole('button', { name: 'Start again' }).waitFor();
  assert.match(await copy.lab('list', '--json'), /"doneAt": ?"\d{4}-/);
});

test('When chapter 05 is done in a terminal alone, then it says the same, and what to type next', async (t) => {
  const [one, other] = [openTerminal(copy.folder, copy.env), openTerminal(copy.folder, copy.env)];
  t.after(() => [one, other].map(({ close }) => close()));
  one.type('clear; npx lab start 05');
  await one.shows(/npx lab watch/);
  one.type('clear; npx lab checkout');
  await one.shows(/npx lab trace [0-9a-f]{32}/);
  one.type('clear; npx lab watch');
  await one.shows(/checked whenever you save it/);
  one.press('Enter');
  await one.shows(/Not yet/);
  other.type('clear; npx lab hint');
  await other.shows(/Hint 1 of 3/);
  copy.save(SEAM, 'test/near-misses/05/never-read');
  await one.shows(/but nobody continued it/);
  copy.save(SEAM, '.');
  await one.shows(/Right/);
  one.press('q');
  one.type('clear; npx lab solve && npx lab list');
  await one.shows(/05 .*Across the queue.*done/);
});

async function openChapter(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Across the queue' }).first().waitFor();
  await tabTo(page, 'Across the queue');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/chapters/05');
}

/** Presses a button as soon as it can be used: not while another command runs. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true, disabled: false }).waitFor();
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

/** Does something that has the chapter checked, and returns the seconds until the page shows the verdict. */
async function judged(page: Page, act: () => unknown, headline: string): Promise<string> {
  const when = page.locator('.verdict-when');
  const before = (await when.count()) > 0 ? await when.textContent() : null;
  const startedMs = performance.now();
  await act();
  await page.waitForFunction((text) => {
    const shown = document.querySelector('.verdict-when')?.textContent;
    return shown !== undefined && shown !== text;
  }, before);
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  assert.equal(
    await page.locator('#verdict-title').innerText(),
    headline,
    await page.locator('#verdict').innerText(),
  );
  return seconds;
}

async function deskUrl(): Promise<string> {
  const { parts } = JSON.parse(await copy.lab('status', '--json')) as {
    parts: { name: string; url: string }[];
  };
  return parts.find(({ name }) => name === 'desk')?.url ?? assert.fail('no desk');
}
