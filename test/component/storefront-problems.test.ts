import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openShop, type Shop } from './storefront-shop.ts';

let shop: Shop;
before(async () => {
  shop = await openShop();
});
after(() => shop.close());

const full = Array.from({ length: 100 }, (_, index) => `b${index}*1`).join('.');
// 59 lines of 66 characters: nothing fits in any more.
const long = Array.from({ length: 59 }, (_, index) => `${String(index).padStart(62, 'x')}*99`).join('.');

type Request = { path: string; method?: string; type?: string; body?: string; cookie?: string };
type Case = Request & { when: string; status: number; says: RegExp };
const form = (path: string, body: string, cookie?: string): Request => ({
  ...{ path, method: 'POST', type: 'application/x-www-form-urlencoded', body },
  ...(cookie ? { cookie } : {}),
});
const post = (path: string, type: string, body: string): Request => ({ path, method: 'POST', type, body });
const one = 'bookId=hostile&quantity=1';
const large = `a=${'x'.repeat(101 * 1024)}`;

const CASES: Case[] = [
  {
    when: 'a page does not exist',
    path: '/no/<b>page',
    status: 404,
    says: /Nothing is at \/no\/%3Cb%3Epage/,
  },
  { when: 'a book does not exist', path: '/books/no-such-book', status: 404, says: /There is no such/ },
  { when: 'a book id is overlong', path: `/books/${'x'.repeat(5_000)}`, status: 404, says: /no such book/ },
  { when: 'a book id is a path', path: '/books/..%2f..%2forders', status: 404, says: /no such book/ },
  { when: 'a book id holds a zero byte', path: '/books/%00', status: 404, says: /no such book/ },
  { when: 'a path cannot be decoded', path: '/books/%ff', status: 400, says: /Failed to decode/ },
  { when: 'an order id is not one', path: '/orders/17', status: 404, says: /no such order/ },
  { when: 'an asset does not exist', path: '/assets/%00', status: 404, says: /Nothing is at/ },
  { when: 'a method is wrong', path: '/checkout', method: 'DELETE', status: 405, says: /GET, HEAD, POST/ },
  {
    when: 'the basket gets JSON',
    ...post('/basket', 'application/json', '{}'),
    status: 415,
    says: /urlencoded/,
  },
  { when: 'the checkout gets text', ...post('/checkout', 'text/plain', 'a'), status: 415, says: /as a form/ },
  { when: 'the checkout gets nothing', path: '/checkout', method: 'POST', status: 415, says: /as a form/ },
  {
    when: 'JSON is malformed',
    ...post('/checkout', 'application/json', '{'),
    status: 400,
    says: /not valid/,
  },
  { when: 'a form is over 100 kB', ...form('/basket', large), status: 413, says: /100kb/ },
  { when: 'nothing is added', ...form('/basket', ''), status: 422, says: /at least one book/ },
  {
    when: 'an unknown book is added',
    ...form('/basket', 'bookId=a&quantity=1'),
    status: 404,
    says: /no such book/,
  },
  { when: 'half a copy is added', ...form('/basket', `${one}.5`), status: 422, says: /whole number/ },
  { when: 'a quantity is missing', ...form('/basket', 'bookId=hostile'), status: 422, says: /whole number/ },
  { when: 'a quantity is cleared', ...form('/basket/hostile', 'quantity='), status: 422, says: /0 to 99/ },
  { when: 'the basket is full', ...form('/basket', one, full), status: 422, says: /basket is full/ },
  { when: 'the cookie is full', ...form('/basket', one, long), status: 422, says: /basket is full/ },
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
