import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ORDER_ID, startFakeOrders } from './storefront-fake-orders.ts';
import { attribute, startTracedStorefront } from './storefront-traced.ts';

let orders: Awaited<ReturnType<typeof startFakeOrders>>;
let storefront: Awaited<ReturnType<typeof startTracedStorefront>>;
let url = '';
before(
  async () => {
    orders = await startFakeOrders();
    storefront = await startTracedStorefront(orders.url);
    url = storefront.url;
  },
  { timeout: 15_000 },
);
after(async () => {
  assert.equal(await storefront.stop(), 0);
  orders.close();
});

test('When books are bought by JSON, then answer, spans and the call to orders are one trace, with its channel', async () => {
  const answer = await fetch(`${url}/checkout`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      customer: { name: 'Robin Reader', email: 'robin@example.com', address: '1 Span Street' },
      lines: [{ bookId: 'the-lost-span', quantity: 1 }],
      card: { number: '4242424242424242' },
    }),
  });
  const { traceId, traceUrl } = (await answer.json()) as { traceId: string; traceUrl: string };
  const server = await storefront.serverSpan(traceId);
  assert.equal(server.name, 'POST /checkout');
  assert.equal(answer.headers.get('traceresponse'), `00-${traceId}-${server.spanId}-01`);
  assert.equal(traceUrl, `http://127.0.0.1:9/traces/${traceId}`);
  assert.equal(attribute(server, 'bookstore.order.id'), ORDER_ID);
  const sent = orders.received.find(({ path }) => path === '/orders');
  assert.match(String(sent?.headers.traceparent), new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
  assert.equal(sent?.headers.baggage, 'bookstore.sales.channel=api');
  assert.doesNotMatch(JSON.stringify(storefront.spans), /robin|Reader|Span Street|42424242/i);
});

test('When the caller sends a trace and baggage, then both go on and the channel joins the baggage', async () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const answer = await fetch(`${url}/checkout`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
      baggage: 'class=tracing',
      accept: 'text/html',
    },
    body: new URLSearchParams({
      'Idempotency-Key': 'k',
      bookId: 'the-lost-span',
      quantity: '1',
      'customer.name': 'Robin',
      'customer.email': 'robin@example.com',
      'customer.address': 'Here',
      'card.number': '4242424242424242',
    }),
  });
  assert.equal(answer.headers.get('location'), `/orders/${ORDER_ID}?trace=${traceId}`);
  const sent = orders.received.filter(({ path }) => path === '/orders').at(-1);
  assert.equal(sent?.headers.baggage, 'class=tracing,bookstore.sales.channel=web');
  assert.match(String(sent?.headers.traceparent), new RegExp(`^00-${traceId}-`));
});

test('When a body is refused before any route, then its problem names the trace as well', async () => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/checkout`, { method: 'POST', headers, body: '{' });
  const problem = (await answer.json()) as { traceId: string; traceUrl: string };
  assert.equal(answer.status, 400);
  assert.ok(answer.headers.get('traceresponse')?.startsWith(`00-${problem.traceId}-`));
  assert.ok(problem.traceUrl.endsWith(problem.traceId));
});

test('When a page is shown, then its foot links its own trace', async () => {
  const answer = await fetch(url, { headers: { accept: 'text/html' } });
  const traceId = answer.headers.get('traceresponse')?.split('-')[1];
  assert.ok((await answer.text()).includes(`href="http://127.0.0.1:9/traces/${traceId}"`));
});

test('When readiness is asked, then orders is asked too, and neither is traced', async () => {
  assert.equal((await fetch(`${url}/readyz`)).status, 200);
  orders.answers.set('GET /readyz', { status: 503, body: {} });
  const answer = await fetch(`${url}/readyz`);
  assert.equal(answer.status, 503);
  assert.match(await answer.text(), /there, but not ready/);
  const page = await fetch(url, { headers: { accept: 'text/html' } });
  await storefront.serverSpan(page.headers.get('traceresponse')?.split('-')[1]); // sent after anything that readiness left
  assert.deepEqual(
    storefront.spans.filter((span) => attribute(span, 'url.path') === '/readyz'),
    [],
  );
  assert.ok(
    orders.received.filter(({ path }) => path === '/readyz').every(({ headers }) => !headers.traceparent),
  );
});
