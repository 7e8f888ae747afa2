import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { makeScratchCopy, type ScratchCopy } from '../../lab/verify/make-scratch-copy.ts';
import { holdUp } from '../browser/hold-up.ts';
import { openBrowser } from '../browser/open-browser.ts';
import { tabTo } from '../browser/tab-to.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
const SEAM = 'services/shared/trace-context.ts';
const UP_LIMIT_MS = 300_000;
const VERDICT_LIMIT_MS = 90_000;

let browser: Browser;
let scratch: ScratchCopy;
before(async () => {
  browser = await openBrowser();
  scratch = makeScratchCopy(REPOSITORY);
});
after(async () => {
  await browser?.close();
  await lab('down', '--purge');
  scratch?.remove();
});

test('When chapter 05 is done by keyboard alone on a real lab, then each save is judged by the learner’s own traces', async (t) => {
  await lab('up', '--engine', 'local');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
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
  const half = await judged(page, () => save('test/near-misses/05/never-read'), 'Not right yet');
  await page.locator('#verdict').getByText('header-ignored').waitFor();
  await page.getByRole('region', { name: /^Your checkout/ }).waitFor();
  await holdUp(page);

  const right = await judged(page, () => save('.'), '✓ Right');
  t.diagnostic(`from the save to the verdict: half right ${half} s, right ${right} s`);
  await holdUp(page);
  await press(page, 'Put the original back');
  await page.getByRole('button', { name: 'Start again' }).waitFor();
  assert.match(JSON.stringify(await listed()), /"doneAt":"\d{4}-/);
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
    await page.locator('#verdict-title').textContent(),
    headline,
    await page.locator('#verdict').innerText(),
  );
  return seconds;
}

/** Saves the learner's file as it is below this folder of the repository. */
function save(folder: string): void {
  copyFileSync(join(REPOSITORY, folder, SEAM), join(scratch.folder, SEAM));
}

async function deskUrl(): Promise<string> {
  const { parts } = JSON.parse(await lab('status', '--json')) as { parts: { name: string; url: string }[] };
  return parts.find(({ name }) => name === 'desk')?.url ?? assert.fail('no desk');
}

async function listed(): Promise<unknown> {
  return JSON.parse(await lab('list', '--json'));
}

/** Runs a command of the scratch copy, with a lab of its own. */
async function lab(...words: string[]): Promise<string> {
  const env = { ...process.env, LAB_HOME: join(scratch.folder, '.lab') };
  const options = { cwd: scratch.folder, env, timeout: UP_LIMIT_MS };
  return (await promisify(execFile)(process.execPath, ['lab/lab.js', ...words], options)).stdout;
}
