import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { openShop, type Shop } from './storefront-shop.ts';

let shop: Shop;
before(async () => {
  shop = await openShop();
});
after(() => shop.close());

const FORM = 'application/x-www-form-urlencoded';
const full = Array.from({ length: 100 }, (_, index) => `b${index}*1`).join('.');
const long = Array.from({ length: 56 }, (_, index) => `${'x'.repeat(62)}${index}*99`).join('.');

type Case = {
  when: string;
  path: string;
  method?: string;
  type?: string;
  body?: string;
  cookie?: string;
  status: number;
  says: RegExp;
};

const CASES: Case[] = [
  {
    when: 'a page does not exist',
    path: '/no/such/<b>page',
    status: 404,
    says: /Nothing is at \/no\/such\/%3Cb%3Epage/,
  },
  { when: 'a book does not exist', path: '/books/no-such-book', status: 404, says: /There is no such/ },
  { when: 'a book id is overlong', path: `/books/${'x'.repeat(5_000)}`, status: 404, says: /no such book/ },
  { when: 'a book id is not one', path: '/books/..%2f..%2forders', status: 404, says: /no such book/ },
  { when: 'a book id holds a zero byte', path: '/books/%00', status: 404, says: /no such book/ },
  { when: 'a path cannot be decoded', path: '/books/%ff', status: 400, says: /Failed to decode/ },
  { when: 'an order id is not one', path: '/orders/17', status: 404, says: /no such order/ },
  { when: 'an asset does not exist', path: '/assets/%00', status: 404, says: /Nothing is at/ },
  {
    when: 'a route is not for this method',
    path: '/checkout',
    method: 'DELETE',
    status: 405,
    says: /GET, POST/,
  },
  {
    when: 'the basket gets JSON',
    path: '/basket',
    method: 'POST',
    type: 'application/json',
    body: '{}',
    status: 415,
    says: /urlencoded/,
  },
  {
    when: 'the checkout gets text',
    path: '/checkout',
    method: 'POST',
    type: 'text/plain',
    body: 'books',
    status: 415,
    says: /as a form/,
  },
  { when: 'the checkout gets nothing', path: '/checkout', method: 'POST', status: 415, says: /as a form/ },
  {
    when: 'a form is over 100 kB',
    path: '/basket',
    method: 'POST',
    type: FORM,
    body: `a=${'x'.repeat(101 * 1024)}`,
    status: 413,
    says: /100kb/,
  },
  {
    when: 'JSON is malformed',
    path: '/checkout',
    method: 'POST',
    type: 'application/json',
    body: '{',
    status: 400,
    says: /not valid JSON/,
  },
  {
    when: 'nothing is added',
    path: '/basket',
    method: 'POST',
    type: FORM,
    body: '',
    status: 422,
    says: /at least one book/,
  },
  {
    when: 'an unknown book is added',
    path: '/basket',
    method: 'POST',
    type: FORM,
    body: 'bookId=nope&quantity=1',
    status: 404,
    says: /no such book/,
  },
  {
    when: 'half a copy is added',
    path: '/basket',
    method: 'POST',
    type: FORM,
    body: 'bookId=hostile&quantity=1.5',
    status: 422,
    says: /whole number/,
  },
  {
    when: 'a quantity is missing',
    path: '/basket',
    method: 'POST',
    type: FORM,
    body: 'bookId=hostile',
    status: 422,
    says: /whole number/,
  },
  {
    when: 'a quantity is cleared',
    path: '/basket/hostile',
    method: 'POST',
    type: FORM,
    body: 'quantity=',
    status: 422,
    says: /0 to 99/,
  },
  {
    when: 'the basket is full',
    path: '/basket',
    method: 'POST',
    type: FORM,
    body: 'bookId=hostile&quantity=1',
    cookie: full,
    status: 422,
    says: /basket is full/,
  },
  {
    when: 'the cookie is full',
    path: '/basket',
    method: 'POST',
    type: FORM,
    body: 'bookId=hostile&quantity=1',
    cookie: long,
    status: 422,
    says: /basket is full/,
  },
];

for (const { when, path, method = 'GET', type, body, cookie, status, says } of CASES) {
  test(`When ${when}, then the answer is ${status}, as a page and as JSON`, async () => {
    const headers = {
      ...(type ? { 'content-type': type } : {}),
      ...(cookie ? { cookie: `basket=${cookie}` } : {}),
    };
    const options = { method, headers, ...(body === undefined ? {} : { body }) };
    const page = await shop.visit(path, options);
    assert.equal(page.status, status);
    assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(page.text, says);
    assert.ok(page.headers.get('content-security-policy'));

    const json = await shop.visit(path, { ...options, headers: { ...headers, accept: '*/*' } });
    assert.equal(json.status, status);
    assert.match(json.headers.get('content-type') ?? '', /^application\/problem\+json/);
    assert.match(JSON.parse(json.text).detail, says);
  });
}

test('When a cookie is anything at all, then the basket page is there', async () => {
  const text = fc.string({
    unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
    maxLength: 200,
  });
  const part = fc.oneof(
    text,
    fc.constantFrom('hostile*1', 'hostile*0', 'the-lost-span*99', 'x*100', '*', '%', '%00', '__proto__*1'),
  );
  const value = fc.oneof(
    fc.array(part, { maxLength: 20 }).map((parts) => parts.join('.')),
    fc.constant(long),
    fc.constant('x'.repeat(10_000)),
  );
  await fc.assert(
    fc.asyncProperty(value, async (cookie) => {
      assert.equal(
        (await shop.visit('/basket', { headers: { cookie: `a=b; basket=${cookie}` } })).status,
        200,
      );
    }),
    { numRuns: 200 },
  );
});

test('When a query string is anything at all, then the page is there', async () => {
  for (const query of [
    '?',
    '?%',
    '?%00',
    '?a[b]=c&a=d',
    `?${'a=b&'.repeat(2_000)}`,
    '?__proto__[x]=1',
    '?trace=%ff',
  ]) {
    assert.equal((await shop.visit(`/${query}`)).status, 200, query);
  }
});
