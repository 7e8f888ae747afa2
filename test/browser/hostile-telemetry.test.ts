import assert from 'node:assert/strict';
import { after, before, type TestContext, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { aTraceRequest, startDesk } from '../component/desk-process.ts';
import { openBrowser } from './open-browser.ts';

const LIMIT_MS = 60_000;
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

  const page = await openPage(t);
  await page.goto(desk.url);
  await page.getByText(hostile('span')).first().waitFor();
  await page.goto(`${desk.url}/traces/${TRACE_ID}`);
  await page.getByText(hostile('log')).first().waitFor();
  await page.getByRole('gridcell').getByText(hostile('span')).first().click();
  for (const place of ['key', 'value', 'event', 'status'])
    await page.getByText(hostile(place)).first().waitFor();
  assert.equal(await page.evaluate('window.broken'), undefined);
});

test('When a checkout that fell apart is huge, deep, heavy and backwards, then its pieces are drawn beside each other as text, and soon', async (t) => {
  const desk = await startDesk(t);
  const OTHER = 'cd'.repeat(16);
  const order = { key: 'bookstore.order.id', value: { stringValue: hostile('order') } };
  const heavy = { key: 'heavy', value: { stringValue: 'x'.repeat(1_048_576) } };
  const atTheEnd = { startTimeUnixNano: '1795247054899000000' };
  for (const body of [
    piece(TRACE_ID, { name: 'publish order.placed', kind: 4, attributes: [order, heavy] }),
    piece(OTHER, { name: 'process order.placed', kind: 5, attributes: [order], ...atTheEnd }),
  ])
    assert.equal((await desk.post('traces', body)).status, 200);

  const page = await openPage(t);
  const startedMs = performance.now();
  await page.goto(`${desk.url}/traces/${TRACE_ID}`);
  await page.getByRole('heading', { name: 'Other traces of this order' }).waitFor();
  await page
    .getByRole('region', { name: `This trace, trace ${TRACE_ID}` })
    .getByText('and 4961 more spans')
    .waitFor();
  await page
    .getByRole('region', { name: `trace ${OTHER}` })
    .getByText(hostile('span'))
    .first()
    .waitFor();
  await page.getByRole('row').getByText('process order.placed (payments-worker) should be here').waitFor();
  const seconds = (performance.now() - startedMs) / 1000;
  t.diagnostic(`drawn after ${seconds.toFixed(1)} s`);
  assert.equal(await page.evaluate('window.broken'), undefined);
  assert.equal(
    await page.locator('.outline-axis .bar').evaluateAll(countOutside),
    0,
    'bars leave their axis',
  );
});

async function openPage(t: TestContext): Promise<Page> {
  const page = await browser.newPage();
  t.after(() => page.close());
  page.setDefaultTimeout(LIMIT_MS);
  page.on('requestfailed', (request) => t.diagnostic(`${request.url()}: ${request.failure()?.errorText}`));
  return page;
}

/** How many bars are not within the axis on which they are drawn. */
function countOutside(bars: Element[]): number {
  const right = (element: Element | null) => element?.getBoundingClientRect().right ?? 0;
  return bars.filter((bar) => right(bar) > right(bar.parentElement) + 0.5).length;
}

/** 5,000 spans of a checkout, 50 levels deep, the last of them ended before they began. */
function piece(traceId: string, first: object): object {
  const id = (at: number) => at.toString(16).padStart(16, '0');
  const spans = Array.from({ length: 5_000 }, (_, at) => ({
    traceId,
    spanId: id(at + 1),
    parentSpanId: at === 0 ? '' : id(Math.min(at, 50)),
    name: hostile('span'),
    kind: 1,
    startTimeUnixNano: String(1_795_247_054_000_000_000n + BigInt(at) * 1_000n),
    endTimeUnixNano: at < 2_500 ? '1795247054900000000' : '1795247053000000000',
    ...(at === 0 ? first : {}),
  }));
  const service = traceId === TRACE_ID ? 'orders' : 'payments-worker';
  const attributes = [{ key: 'service.name', value: { stringValue: service } }];
  return { resourceSpans: [{ resource: { attributes }, scopeSpans: [{ spans }] }] };
}
