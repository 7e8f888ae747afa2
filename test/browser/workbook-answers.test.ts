import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import { RIGHT, SEAM } from '../component/workbook-repository.ts';
import { holdUp } from './hold-up.ts';
import { openBrowser } from './open-browser.ts';
import { openWorkbook } from './open-workbook.ts';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

test('When an answer is given while another is judged, then its old verdict goes at once, it is judged too, and a reload forgets nothing', async (t) => {
  const { page, url } = await openWorkbook(browser, t, '/chapters/05', { FAKE_ANSWER_MS: '2000' });
  await page.getByRole('button', { name: 'Start' }).click();
  const kind = page.locator('.question').nth(0);
  const spans = page.locator('.question').nth(1);
  const giveKind = async (choice: string) => {
    await kind.getByRole('radio', { name: choice }).check();
    await page.keyboard.press('Enter');
  };
  const giveSpans = async (text: string) => {
    await spans.getByRole('textbox').fill(text);
    await page.keyboard.press('Enter');
  };
  await giveSpans('one');
  await spans.getByText('Not yet: “one”. Look at the kind.').waitFor();

  await giveKind('PRODUCER');
  await page.getByText('Judging the answer').waitFor();
  await giveSpans('two');
  await spans.getByText('Being judged: “two”').waitFor();
  await kind.getByText('Being judged: “PRODUCER”').waitFor();
  assert.equal(await spans.getByText('Not yet').count(), 0);
  await holdUp(page);
  await kind.getByText('✓ Right. It sends.').waitFor();
  await spans.getByText('Not yet: “two”. Look at the kind.').waitFor();

  await page.goto(`${url}/chapters/05/answer`);
  await holdUp(page);
  await page.getByRole('link', { name: /05 Across the queue/ }).click();
  await kind.getByText('✓ Right. It sends.').waitFor();
  await spans.getByText('Not yet: “two”. Look at the kind.').waitFor();
});

test('When the checkouts that the questions are about change while an answer is typed, then typing goes on', async (t) => {
  const { page, write } = await openWorkbook(browser, t, '/chapters/05');
  await page.getByRole('button', { name: 'Start' }).click();
  const spans = page.locator('.question').nth(1).getByRole('textbox');
  await spans.focus();
  await page.keyboard.type('1');
  const caller = { traceId: '0af7651916cd43dd8448eb211c80319c' };
  write('.lab/learner/05/evidence.json', JSON.stringify({ checkouts: [{ name: 'mine', wish: {}, caller }] }));
  await page.getByRole('link', { name: 'mine (0af76519)' }).waitFor();
  await page.keyboard.type('2');
  assert.equal(await spans.inputValue(), '12');
});

test('When an answer is typed on while it is judged, then the verdict leaves the cursor where it was', async (t) => {
  const { page } = await openWorkbook(browser, t, '/chapters/05', { FAKE_ANSWER_MS: '2000' });
  await page.getByRole('button', { name: 'Start' }).click();
  const spans = page.locator('.question').nth(1);
  const field = spans.getByRole('textbox');
  await field.fill('14');
  await page.keyboard.press('Enter');
  await spans.getByText('Being judged: “14”').waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('2');
  await spans.getByText('Not yet: “14”. Look at the kind.').waitFor();
  await page.keyboard.type('3');
  assert.equal(await field.inputValue(), '1234');
});

test('When hints are asked for after a verdict, then they stand above it and in view, and no button moves', async (t) => {
  const { page, write } = await openWorkbook(
    browser,
    t,
    '/chapters/05',
    {},
    { viewport: { width: 1280, height: 480 }, reducedMotion: 'reduce' },
  );
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('button', { name: 'Check' }).waitFor();
  write(SEAM, 'mine\n');
  const verdict = page.getByRole('region', { name: 'Not right yet' });
  await verdict.waitFor();
  const reset = page.getByRole('button', { name: 'Reset' });
  const before = await left(reset);
  for (const [at, text] of ['Look at the headers.', 'The worker reads', 'propagation.inject'].entries()) {
    await page.getByRole('button', { name: `Hint ${at + 1} of 3` }).click();
    const hint = page.getByRole('listitem').filter({ hasText: text });
    await hint.waitFor();
    assert.ok(await isInView(hint), `hint ${at + 1} is out of view`);
  }
  await page.locator('[aria-disabled="true"]', { hasText: 'All 3 hints shown' }).waitFor();
  assert.equal(await left(reset), before);
  assert.ok((await top(page.locator('.hints'))) < (await top(verdict)));
});

test('When a check runs after a verdict, then the old one says that it is old', async (t) => {
  const { page, write } = await openWorkbook(browser, t, '/chapters/05', { FAKE_CHECK_MS: '3000' });
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('button', { name: 'Check' }).waitFor();
  write(SEAM, RIGHT);
  await page.getByRole('region', { name: '✓ Right', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByRole('region', { name: 'Before this check: ✓ Right' }).waitFor();
  await holdUp(page);
  await page.getByRole('region', { name: '✓ Right', exact: true }).waitFor();
});

async function left(element: Locator): Promise<number | undefined> {
  return (await element.boundingBox())?.x;
}

async function top(element: Locator): Promise<number> {
  return (await element.boundingBox())?.y ?? Number.NaN;
}

function isInView(element: Locator): Promise<boolean> {
  return element.evaluate((item) => {
    const { top, bottom } = item.getBoundingClientRect();
    const panel = item.closest('.workbench')?.getBoundingClientRect();
    return panel !== undefined && top >= panel.top && bottom <= Math.min(panel.bottom, innerHeight);
  });
}
