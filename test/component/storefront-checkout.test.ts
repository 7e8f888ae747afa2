import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { ORDER_ID, placed } from './storefront-fake-orders.ts';
import { cookieOf, openShop, type Shop } from './storefront-shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const CARD = '4242 4242 4242 4242';
const filled = (change: Record<string, string> = {}) =>
  Object.entries({
    'Idempotency-Key': 'key-1',
    bookId: 'the-lost-span',
    quantity: '2',
    'customer.name': 'Robin <i>Reader</i>',
    'customer.email': 'robin@example.com',
    'customer.address': '1 Span Street',
    'card.number': CARD,
    ...change,
  });
const order = () => ({
  customer: { name: 'Robin', email: 'robin@example.com', address: '1 Span Street' },
  lines: [{ bookId: 'the-lost-span', quantity: 2 }],
  card: { number: CARD },
});
const placedOrders = () => shop.orders.received.filter(({ path }) => path === '/orders');
const hidden = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))].map((match) => match[1]);

test('When the checkout is opened, then its form carries the basket and a key of its own', async () => {
  const options = { headers: { cookie: 'basket=the-lost-span*2.hostile*1' } };
  const [first, second] = [await shop.visit('/checkout', options), await shop.visit('/checkout', options)];
  assert.deepEqual(hidden(first.text, 'bookId'), ['the-lost-span', 'hostile']);
  assert.deepEqual(hidden(first.text, 'quantity'), ['2', '1']);
  assert.match(first.text, /Buy now for \$48\.00/);
  assert.notEqual(hidden(first.text, 'Idempotency-Key')[0], hidden(second.text, 'Idempotency-Key')[0]);
});

test('When the form is sent, then it is ordered once, the basket loses what was bought, and the order page comes', async () => {
  const answer = await shop.submit('/checkout', filled(), 'basket=the-lost-span*2.hostile*1');
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, `/orders/${ORDER_ID}`]);
  assert.equal(cookieOf(answer), 'basket=hostile*1');
  const [sent, ...others] = placedOrders();
  assert.equal(others.length, 0);
  assert.equal(sent?.headers['idempotency-key'], 'key-1');
  const body = JSON.parse(sent?.body ?? '');
  assert.deepEqual(body.lines, [{ bookId: 'the-lost-span', quantity: 2 }]);
  assert.equal(body.card.number, '4242424242424242');
});

test('When fields are wrong, then the form comes back with a message beside each, what was typed, and no card number', async () => {
  const wrong = filled({
    'customer.email': 'nope"',
    'customer.address': ' ',
    'card.number': '4242 4242 4242 4241',
  });
  const { status, text } = await shop.submit('/checkout', wrong);
  assert.equal(status, 422);
  assert.match(text, /id="customer.email-error">This is not an e-mail address/);
  assert.match(text, /id="customer.address-error">This is missing/);
  assert.match(text, /id="card.number-error">This is not a card number/);
  assert.doesNotMatch(text, /id="customer.name-error"/);
  assert.match(text, /value="nope&quot;"/);
  assert.match(text, /value="Robin &lt;i&gt;Reader&lt;\/i&gt;"/);
  assert.doesNotMatch(text, /4242 4242 4242 4241|4242424242424241/);
  assert.deepEqual(hidden(text, 'Idempotency-Key'), ['key-1']);
  assert.equal(placedOrders().length, 0);
});

test('When a book ran out meanwhile, then the form comes back and says so', async () => {
  const errors = [{ field: 'lines[0].quantity', message: 'only 1 of The Lost Span left' }];
  shop.orders.answers.set('POST /orders', { status: 409, body: { detail: 'only 1', errors } });
  const { status, text } = await shop.submit('/checkout', filled());
  assert.equal(status, 409);
  assert.match(text, /only 1 of The Lost Span left/);
});

test('When orders does not answer, then the form comes back with the same key, safe to send again', async () => {
  shop.orders.close();
  const { status, headers, text } = await shop.submit('/checkout', filled());
  assert.equal(status, 503);
  assert.ok(headers.get('retry-after'));
  assert.match(text, /Your order was not placed/);
  assert.deepEqual(hidden(text, 'Idempotency-Key'), ['key-1']);
  assert.deepEqual(hidden(text, 'bookId'), ['the-lost-span']);
  assert.match(text, /value="robin@example.com"/);
});

test('When the key was used for another order, then the form comes back with a new one', async () => {
  const errors = [{ field: 'Idempotency-Key', message: 'was used before for another order' }];
  shop.orders.answers.set('POST /orders', { status: 422, body: { detail: 'used before', errors } });
  const { status, text } = await shop.submit('/checkout', filled());
  assert.equal(status, 422);
  assert.match(text, /This form was sent before/);
  assert.match(hidden(text, 'Idempotency-Key')[0] ?? '', /^[0-9a-f-]{36}$/);
});

test('When the checkout is JSON, then the answer is the new order and where it is, or 200 and the known one', async () => {
  const buy = () =>
    shop.visit('/checkout', {
      method: 'POST',
      headers: { accept: '*/*', 'content-type': 'application/json', 'idempotency-key': 'key-2' },
      body: JSON.stringify(order()),
    });
  const first = await buy();
  assert.deepEqual([first.status, first.headers.get('location')], [201, `/orders/${ORDER_ID}`]);
  assert.deepEqual(JSON.parse(first.text), { orderId: ORDER_ID, status: 'placed', totalCents: 1800 });
  assert.equal(placedOrders()[0]?.headers['idempotency-key'], 'key-2');
  shop.orders.answers.set('POST /orders', { status: 200, body: placed(true) });
  assert.equal((await buy()).status, 200);
});

test('When the JSON is wrong, then orders is not asked and every wrong field is named', async () => {
  const body = JSON.stringify({ ...order(), lines: [{ bookId: 'the-lost-span', quantity: '2' }], card: {} });
  const headers = { accept: '*/*', 'content-type': 'application/json' };
  const { status, text } = await shop.visit('/checkout', { method: 'POST', headers, body });
  assert.equal(status, 422);
  const fields = JSON.parse(text).errors.map((error: { field: string }) => error.field);
  assert.deepEqual(fields, ['lines[0].quantity', 'card.number']);
  assert.equal(placedOrders().length, 0);
});
