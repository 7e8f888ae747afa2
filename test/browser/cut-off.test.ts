import assert from 'node:assert/strict';
import { after, before, type TestContext, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { aTraceRequest, startDesk } from '../component/desk-process.ts';
import { openBrowser } from './open-browser.ts';

const LIMIT_MS = 20_000;
const TRACE_ID = 'ab'.repeat(16);
const OTHER = 'cd'.repeat(16);

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

for (const path of [
  '/assets/trace.js',
  '/assets/create-element.js',
  '/assets/base.css',
  `/api/events?traceId=${TRACE_ID}`,
  `/api/traces/${TRACE_ID}`,
  `/api/traces/${TRACE_ID}/others`,
  `/api/outlines?traceId=${TRACE_ID}&traceId=${OTHER}`,
]) {
  test(`When a change of the network cuts off ${path}, then the page of a trace is whole all the same`, async (t) => {
    const page = await openCutOff(t, `/traces/${TRACE_ID}`, path);
    await page.getByRole('region', { name: `trace ${OTHER}` }).waitFor();
  });
}

for (const path of ['/assets/trace-line.js', '/api/traces?limit=200']) {
  test(`When a change of the network cuts off ${path}, then the traces are listed all the same`, async (t) => {
    const page = await openCutOff(t, '/traces', path);
    await page.getByRole('link', { name: /process order\.placed/ }).waitFor();
  });
}

test('When a style can never be had, then the page is loaded six times, and shows what it has', async (t) => {
  const desk = await startDesk(t);
  const page = await browser.newPage();
  t.after(() => page.close());
  let loads = 0;
  const sixth = page.waitForEvent('load', { predicate: () => ++loads === 6, timeout: LIMIT_MS });
  await page.route('**/assets/base.css', (route) => route.abort());
  await page.goto(desk.url);
  await sixth;
  await assert.rejects(page.waitForEvent('load', { timeout: 2_000 }), /Timeout/);
  await page.getByRole('heading', { name: 'Live traces' }).waitFor();
});

/** Opens a page of a desk that has a checkout in two pieces; the first request for this path is cut off, the second answered. */
async function openCutOff(t: TestContext, page: string, path: string) {
  const desk = await startDesk(t);
  const attributes = [{ key: 'bookstore.order.id', value: { stringValue: 'some order' } }];
  await desk.post('traces', aTraceRequest(TRACE_ID, ['publish order.placed'], { kind: 4, attributes }));
  await desk.post('traces', aTraceRequest(OTHER, ['process order.placed'], { kind: 5, attributes }));
  const opened = await browser.newPage();
  t.after(() => opened.close());
  opened.setDefaultTimeout(LIMIT_MS);
  const cutOff = opened.waitForEvent('requestfailed', (request) => request.url() === desk.url + path);
  await opened.route(desk.url + path, (route) => route.abort('internetdisconnected'), { times: 1 });
  const answered = opened.waitForResponse(desk.url + path);
  await opened.goto(desk.url + page);
  await Promise.all([cutOff, answered]);
  return opened;
}
