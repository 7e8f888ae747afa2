import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { EXERCISE, RIGHT, SEAM } from '../component/workbook-repository.ts';
import { holdUp } from './hold-up.ts';
import { openBrowser } from './open-browser.ts';
import { openWorkbook } from './open-workbook.ts';
import { nameOfFocus, tabTo } from './tab-to.ts';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

test('When a learner works by keyboard alone, then a chapter is started, judged at each save, and done', async (t) => {
  const { page, write, url } = await openWorkbook(browser, t, '/');
  await tabTo(page, 'Next: 05 Across the queue');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${url}/chapters/05`);
  await tabTo(page, 'Start');
  await page.keyboard.press('Enter');
  await page.getByText('The verdict comes by itself').waitFor();
  await holdUp(page);

  write(SEAM, 'export const inject = () => ({ b3: 1 });\n');
  const verdict = page.getByRole('region', { name: 'Not right yet' });
  await verdict.getByText('The message order.placed carries a traceparent header.').waitFor();
  await verdict.getByText('missing', { exact: true }).waitFor();
  assert.match((await page.locator('#announcement').textContent()) ?? '', /^Not right yet\. It carries none/);
  await holdUp(page);

  await tabTo(page, 'Hint 1 of 3');
  await page.keyboard.press('Enter');
  await page.getByText('Look at the headers.').last().waitFor();
  assert.equal(await nameOfFocus(page), 'Hint 2 of 3');

  write(SEAM, RIGHT);
  await page.getByRole('region', { name: '✓ Right' }).waitFor();
  assert.match((await page.locator('#announcement').textContent()) ?? '', /^Right/);
  await holdUp(page);
  await tabTo(page, 'Put the original back');
  await page.keyboard.press('Enter');
  await page.getByText('From yours to the original').waitFor();
  await holdUp(page);
});

test('When a learner answers questions by keyboard, then each is judged by itself and says why', async (t) => {
  const { page } = await openWorkbook(browser, t, '/chapters/05');
  await page.getByRole('button', { name: 'Start' }).click();
  const number = page.getByRole('textbox', { name: 'How many spans?' });
  await number.fill('half typed');
  await page.getByRole('radio', { name: 'CLIENT' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.getByText('Look at the kind.').last().waitFor();
  assert.equal(await number.inputValue(), 'half typed');
  await page.getByRole('radio', { name: 'PRODUCER' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.getByText('It sends.').last().waitFor();
});

test('When work would be put aside, then the page asks first, and does it after a yes', async (t) => {
  const { page, write, read } = await openWorkbook(browser, t, '/chapters/05');
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('button', { name: 'Check' }).waitFor();
  write(SEAM, 'mine\n');
  await page.getByRole('region', { name: 'Not right yet' }).waitFor();
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByText('You have changed the file.').last().waitFor();
  assert.equal(read(SEAM), 'mine\n');
  await holdUp(page);
  await page.getByRole('button', { name: 'Yes, reset' }).click();
  await page.getByText('You have changed the file.').first().waitFor({ state: 'hidden' });
  assert.equal(read(SEAM), EXERCISE);
});

test('When a file is saved in an editor, then the verdict comes into view; who is busy on the page stays where they are', async (t) => {
  const small = { viewport: { width: 1280, height: 420 }, reducedMotion: 'reduce' } as const;
  const { page, write } = await openWorkbook(browser, t, '/chapters/05', {}, small);
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('button', { name: 'Check' }).waitFor();
  const lastQuestion = page.locator('.question').nth(1);
  write(SEAM, 'mine\n');
  await page.locator('.verdict-words').waitFor();
  await lastQuestion.scrollIntoViewIfNeeded();
  write(SEAM, RIGHT);
  await page.getByRole('region', { name: '✓ Right' }).waitFor();
  assert.ok(await isInView(page, '.question:last-child'));

  // As in a browser whose window lies behind the editor's.
  await page.evaluate(() => Object.assign(document, { hasFocus: () => false }));
  write(SEAM, 'mine again\n');
  await page.getByRole('region', { name: 'Not right yet' }).waitFor();
  assert.ok(await isInView(page, '.verdict-words'));
});

test('When a chapter is started in a terminal, then the open page follows without a reload', async (t) => {
  const { page, lab } = await openWorkbook(browser, t, '/chapters/05');
  await page.getByRole('button', { name: 'Start' }).waitFor();
  await lab('start', '05', '--json');
  await page.getByRole('button', { name: 'Check' }).waitFor();
  await lab('hint', '--json');
  await page.getByText('Look at the headers.').last().waitFor();
  await lab('check', '05', '--json');
  await page.getByRole('region', { name: 'Not right yet' }).waitFor();
});

test('When a chapter’s page holds markup and traps, then they are text, and its links lead only where they may', async (t) => {
  const { page, url } = await openWorkbook(browser, t, '/chapters/05');
  await page.getByText("window.broken = 'script'").waitFor();
  assert.equal(await page.evaluate('window.broken'), undefined);
  const links = await page
    .locator('.prose p a')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  assert.deepEqual(links, ['/chapters/04#section-look', 'https://opentelemetry.io/docs/specs/semconv/']);
  assert.equal(await page.getByText('of its own').isVisible(), false);
  await page.getByText('What would happen without it?').click();
  await page.getByText('of its own').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Copy', exact: true }).count(), 1);
  const answer = await page.goto(`${url}/chapters/05/answer`);
  assert.equal(answer?.status(), 200);
  await holdUp(page);
  assert.equal((await page.goto(`${url}/guides/GLOSSARY`))?.status(), 200);
  await holdUp(page);
});

test('When the desk is a container’s, then the pages show the text and the commands to type instead of buttons', async (t) => {
  const { page, url } = await openWorkbook(browser, t, '/chapters/05', { WORKBOOK: 'read-only' });
  await page.getByText('npx lab start 05').waitFor();
  await page.getByText('Type these in a terminal').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Start' }).count(), 0);
  await holdUp(page);
  await page.goto(url);
  await page.getByText('Your progress is not shown').waitFor();
  await holdUp(page);
});

test('When the screen is narrow, dark and without motion, then nothing is wider than it, and nothing moves', async (t) => {
  const narrow = {
    viewport: { width: 360, height: 740 },
    colorScheme: 'dark',
    reducedMotion: 'reduce',
  } as const;
  const { page, url, write } = await openWorkbook(
    browser,
    t,
    '/chapters/05',
    { FAKE_CHECK_MS: '5000' },
    narrow,
  );
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('button', { name: 'Check' }).waitFor();
  write(SEAM, 'mine\n');
  const bar = page.locator('.running-bar');
  await bar.waitFor();
  assert.equal(await bar.evaluate((element) => getComputedStyle(element).animationName), 'none');
  await page.getByRole('link', { name: 'Not right yet' }).waitFor();
  await holdUp(page);
  await page.goto(url);
  await page.getByText('Across the queue').first().waitFor();
  await holdUp(page);
});

function isInView(page: Page, selector: string): Promise<boolean> {
  return page.locator(selector).evaluate((element) => {
    const { top } = element.getBoundingClientRect();
    const { top: from = 0, bottom: to = 0 } = element.closest('.workbench')?.getBoundingClientRect() ?? {};
    return top >= from && top < to;
  });
}
