// The desk's page of a trace, in the full stack: what was produced, and what is stored of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { driveCheckout } from '../../lab/checkout/drive-checkout.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { openBrowser } from '../browser/open-browser.ts';
import { addresses } from '../running-lab.ts';
import { stores } from './running-stores.ts';

const LIMIT_MS = 30_000;
const UNKNOWN = 'ab'.repeat(16);

let browser: Browser;
let url: string;
let traceId: string;
before(async () => {
  browser = await openBrowser();
  const { storefront, desk } = await addresses();
  url = desk;
  traceId = (await driveCheckout(storefront)).traceId ?? assert.fail('no trace');
});
after(() => browser?.close());

test('When a trace is stored, then its page shows both sides, by keyboard', async () => {
  const { traces } = await stores();
  const page = await open(`/traces/${traceId}`, { width: 1280, height: 800 });
  const produced = page.getByRole('button', { name: 'Produced' });
  const stored = page.getByRole('button', { name: `Stored in ${traces.name}` });
  await page.getByText(`All of it is stored: 17 spans in ${traces.name}, 4 log lines.`).waitFor();
  assert.equal(await produced.getAttribute('aria-pressed'), 'true');
  await produced.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await stored.getAttribute('aria-pressed'), 'true');
  const lines = page.getByRole('treegrid').getByRole('row');
  assert.ok(await waitUntil(async () => (await lines.count()) >= 17, LIMIT_MS));
  assert.match(await page.locator('#summary').innerText(), /complete/);
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(
    violations.map(({ id }) => id),
    [],
  );
});

test('When the window is as narrow as a phone, then nothing leaves it', async () => {
  const page = await open(`/traces/${traceId}`, { width: 360, height: 700 });
  await page.getByText('All of it is stored').waitFor();
  const width = await page.evaluate('document.documentElement.scrollWidth');
  assert.ok(Number(width) <= 360, `${width} px`);
});

test('When neither the desk nor the store has a trace, then the page says so', async () => {
  const page = await open(`/traces/${UNKNOWN}`, { width: 1280, height: 800 });
  await page.getByText(/^Neither the desk nor .* has this trace/).waitFor();
});

async function open(path: string, viewport: Parameters<Page['setViewportSize']>[0]): Promise<Page> {
  const page = await (await browser.newContext({ viewport })).newPage();
  page.setDefaultTimeout(LIMIT_MS);
  await page.goto(`${url}${path}`);
  return page;
}
