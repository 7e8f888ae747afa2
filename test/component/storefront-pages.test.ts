import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ORDER_ID, order } from './storefront-fake-orders.ts';
import { cookieOf, openShop, type Shop } from './storefront-shop.ts';

let shop: Shop;
before(async () => {
  shop = await openShop();
});
after(() => shop.close());

test('When a title or an author holds markup, then every page shows it as text', async () => {
  const cookie = 'basket=hostile*1';
  for (const path of ['/', '/books/hostile', '/basket', '/checkout', `/orders/${ORDER_ID}`]) {
    const { status, text } = await shop.visit(path, { headers: { cookie } });
    assert.equal(status, 200, path);
    assert.match(text, /&lt;script&gt;alert\(&quot;title&quot;\)&lt;\/script&gt;/, path);
    assert.doesNotMatch(text, /<script>|<b>/, path);
  }
});

test('When a book is sold out or nearly, then the shelf says so and offers only what is there', async () => {
  const { text } = await shop.visit('/');
  assert.match(text, /Only 3 left/);
  assert.equal(text.match(/Sold out/g)?.length, 1);
  assert.doesNotMatch(text, /Add Out of Print to the basket/);
  assert.match(text, /Add The Lost Span to the basket/);
});

test('When a client accepts anything or JSON, then a book and an order are JSON; for a browser they are pages', async () => {
  for (const path of ['/books/the-lost-span', `/orders/${ORDER_ID}`]) {
    for (const accept of ['*/*', 'application/json', 'image/png']) {
      const answer = await shop.visit(path, { headers: { accept } });
      assert.match(answer.headers.get('content-type') ?? '', /^application\/json/, `${path} ${accept}`);
      assert.ok(JSON.parse(answer.text).id);
    }
    const page = await shop.visit(path);
    assert.match(page.headers.get('content-type') ?? '', /^text\/html/, path);
    assert.match(page.headers.get('vary') ?? '', /accept/i);
  }
});

test('When any page is answered, then it allows no code or style but its own, and no copy is kept', async () => {
  for (const path of ['/', '/basket', '/no/such/page']) {
    const { headers } = await shop.visit(path);
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/, path);
    assert.doesNotMatch(policy, /unsafe/, path);
    assert.equal(headers.get('cache-control'), 'no-store', path);
  }
});

test('When a page links a stylesheet or a script, then it is there and may be kept for long', async () => {
  const { text } = await shop.visit('/');
  const links = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
  assert.ok(links.length >= 5);
  for (const link of links) {
    const { status, headers } = await shop.visit(link);
    assert.equal(status, 200, link);
    assert.match(headers.get('cache-control') ?? '', /immutable/, link);
  }
});

test('When an order waits, then its page follows it; when it is settled, it tells the end in words', async () => {
  const waiting = await shop.visit(`/orders/${ORDER_ID}`);
  assert.match(waiting.text, new RegExp(`data-follow="/orders/${ORDER_ID}"`));
  assert.match(waiting.text, /http-equiv="refresh"/);
  const words = { paid: /Paid, thank you/, declined: /Your card was declined/, failed: /did not work out/ };
  for (const [status, expected] of Object.entries(words)) {
    shop.orders.answers.set(`GET /orders/${ORDER_ID}`, { status: 200, body: order(status) });
    const { text } = await shop.visit(`/orders/${ORDER_ID}`);
    assert.match(text, expected, status);
    assert.doesNotMatch(text, /data-follow|http-equiv="refresh"/, status);
    assert.equal(/<form class="again"[^>]*hidden/.test(text), status === 'paid', status);
  }
});

test('When an order page names the trace of its checkout, then it links it; anything else is no trace', async () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const { text } = await shop.visit(`/orders/${ORDER_ID}?trace=${traceId}`);
  assert.match(text, new RegExp(`href="http://127.0.0.1:9/traces/${traceId}"`));
  for (const query of [
    '',
    '?trace=',
    `?trace=${'0'.repeat(32)}`,
    `?trace=${traceId}&trace=${traceId}`,
    '?trace="><b>',
    `?trace[a]=${traceId}`,
  ]) {
    const page = await shop.visit(`/orders/${ORDER_ID}${query}`);
    assert.equal(page.status, 200, query);
    assert.doesNotMatch(page.text, /Behind the counter/, query);
  }
});

test('When books are added, changed and removed, then the basket follows, each time by a redirect', async () => {
  const added = await shop.submit('/basket', [
    ['bookId', 'the-lost-span'],
    ['quantity', '2'],
  ]);
  assert.deepEqual([added.status, added.headers.get('location')], [303, '/basket']);
  assert.match(added.headers.getSetCookie()[0] ?? '', /HttpOnly; SameSite=Lax/);
  const more = await shop.submit(
    '/basket',
    [
      ['bookId', 'the-lost-span'],
      ['quantity', '98'],
    ],
    cookieOf(added),
  );
  assert.equal(cookieOf(more), 'basket=the-lost-span*99');
  const fewer = await shop.submit('/basket/the-lost-span', [['quantity', '3']], cookieOf(more));
  const page = await shop.visit('/basket', { headers: { cookie: cookieOf(fewer) } });
  assert.match(page.text, /\$54\.00/);
  const none = await shop.submit('/basket/the-lost-span', [['quantity', '0']], cookieOf(fewer));
  assert.equal(cookieOf(none), 'basket=');
  assert.match((await shop.visit('/basket')).text, /Nothing in it yet/);
});

test('When the basket holds more than there is, then it says so and leads to no checkout', async () => {
  const headers = { cookie: 'basket=signed-first-edition*4.out-of-print*1' };
  const { text } = await shop.visit('/basket', { headers });
  assert.match(text, /Only 3 left/);
  assert.match(text, /Sold out/);
  assert.doesNotMatch(text, /href="\/checkout"/);
  const checkout = await shop.visit('/checkout', { headers });
  assert.deepEqual([checkout.status, checkout.headers.get('location')], [303, '/basket']);
});
