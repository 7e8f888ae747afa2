import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { aTraceRequest, startDesk } from '../component/desk-process.ts';
import { openBrowser } from './open-browser.ts';

const LIMIT_MS = 10_000;
const TRACE_ID = 'ab'.repeat(16);
const hostile = (place: string) =>
  `<img src=x onerror="window.broken='${place}'"><script>window.broken='${place}'</script>`;

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

test('When telemetry holds markup in every text, then the desk shows it as text', async (t) => {
  const desk = await startDesk(t);
  const attributes = [{ key: hostile('key'), value: { stringValue: hostile('value') } }];
  const timeUnixNano = '1795247054000000000';
  const events = [{ name: hostile('event'), timeUnixNano, attributes }];
  const status = { code: 2, message: hostile('status') };
  await desk.post('traces', aTraceRequest(TRACE_ID, [hostile('span')], { attributes, events, status }));
  const body = { stringValue: hostile('log') };
  const logRecords = [{ timeUnixNano, traceId: TRACE_ID, spanId: '0000000000000001', body, attributes }];
  await desk.post('logs', { resourceLogs: [{ scopeLogs: [{ logRecords }] }] });

  const page = await browser.newPage();
  page.setDefaultTimeout(LIMIT_MS);
  await page.goto(desk.url);
  await page.getByText(hostile('span')).first().waitFor();
  await page.goto(`${desk.url}/traces/${TRACE_ID}`);
  await page.getByText(hostile('log')).first().waitFor();
  await page.getByRole('gridcell').getByText(hostile('span')).first().click();
  for (const place of ['key', 'value', 'event', 'status'])
    await page.getByText(hostile(place)).first().waitFor();
  assert.equal(await page.evaluate('window.broken'), undefined);
  await page.close();
});
