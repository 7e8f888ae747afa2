import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { addresses } from '../running-lab.ts';

const order = (change: object = {}) => ({
  customer: { name: 'Robin Reader', email: 'robin@example.com', address: '1 Span Street' },
  lines: [{ bookId: 'tail-risk', quantity: 1 }],
  card: { number: '4242424242424242' },
  ...change,
});
const line = (quantity: unknown, bookId = 'tail-risk') => order({ lines: [{ bookId, quantity }] });
const customer = (change: object) => order({ customer: { ...order().customer, ...change } });

type Case = {
  when: string;
  body: unknown;
  status: number;
  field?: string;
  type?: string;
  method?: string;
  path?: string;
};

const CASES: Case[] = [
  { when: 'the JSON is malformed', body: '{"lines":', status: 400 },
  { when: 'the body is no object', body: '"books"', status: 422, field: 'body' },
  { when: 'the body is empty', body: '', status: 422, field: 'customer, lines, card' },
  { when: 'the body is over 100 kB', body: order({ note: 'x'.repeat(101 * 1024) }), status: 413 },
  { when: 'the book is unknown', body: line(1, 'no-such-book'), status: 422, field: 'lines[0].bookId' },
  {
    when: 'the book id is no id',
    body: line(1, "'; drop table books; --"),
    status: 422,
    field: 'lines[0].bookId',
  },
  {
    when: 'the book id has a zero byte',
    body: line(1, 'tail-risk\0'),
    status: 422,
    field: 'lines[0].bookId',
  },
  { when: 'the quantity is 0', body: line(0), status: 422, field: 'lines[0].quantity' },
  { when: 'the quantity is -1', body: line(-1), status: 422, field: 'lines[0].quantity' },
  { when: 'the quantity is 1.5', body: line(1.5), status: 422, field: 'lines[0].quantity' },
  { when: 'the quantity is the text "2"', body: line('2'), status: 422, field: 'lines[0].quantity' },
  { when: 'the quantity is 1e9', body: line(1e9), status: 422, field: 'lines[0].quantity' },
  {
    when: 'there are 101 lines',
    body: order({ lines: Array.from({ length: 101 }, (_, i) => ({ bookId: `book-${i}`, quantity: 1 })) }),
    status: 422,
    field: 'lines',
  },
  { when: 'there is no line', body: order({ lines: [] }), status: 422, field: 'lines' },
  {
    when: 'a book is there twice',
    body: order({ lines: [line(1).lines[0], line(1).lines[0]] }),
    status: 422,
    field: 'lines[1].bookId',
  },
  { when: 'the book is sold out', body: line(1, 'out-of-print'), status: 409, field: 'lines[0].quantity' },
  {
    when: 'more copies are wanted than there are',
    body: line(99, 'signed-first-edition'),
    status: 409,
    field: 'lines[0].quantity',
  },
  {
    when: 'the e-mail is bad',
    body: customer({ email: 'robin at example' }),
    status: 422,
    field: 'customer.email',
  },
  { when: 'the name is blank', body: customer({ name: '   ' }), status: 422, field: 'customer.name' },
  {
    when: 'the name has a zero byte',
    body: customer({ name: 'Robin\0' }),
    status: 422,
    field: 'customer.name',
  },
  {
    when: 'the card number is bad',
    body: order({ card: { number: '4242424242424241' } }),
    status: 422,
    field: 'card.number',
  },
  { when: 'the card is missing', body: order({ card: undefined }), status: 422, field: 'card' },
  { when: 'the content type is text', body: 'books please', type: 'text/plain', status: 415 },
  { when: 'the content type is XML', body: '<books/>', type: 'application/xml', status: 415 },
  { when: 'the route is unknown', body: order(), path: '/checkouts', status: 404 },
  { when: 'the method is wrong', body: order(), method: 'PUT', status: 405 },
  { when: 'the order id is none', body: undefined, method: 'GET', path: '/orders/7', status: 404 },
  {
    when: 'the order is unknown',
    body: undefined,
    method: 'GET',
    path: '/orders/00000000-0000-4000-8000-000000000000',
    status: 404,
  },
  { when: 'the path has a zero byte', body: undefined, method: 'GET', path: '/books/%00', status: 404 },
  { when: 'the path is badly encoded', body: undefined, method: 'GET', path: '/books/%E0%A4%A', status: 400 },
];

let shop: string;
before(async () => {
  shop = (await addresses()).storefront;
});

for (const {
  when,
  body,
  status,
  field,
  type = 'application/json',
  method = 'POST',
  path = '/checkout',
} of CASES) {
  test(`When ${when}, then the answer is ${status}${field ? ` and names ${field}` : ''}`, async () => {
    const response = await fetch(`${shop}${path}`, {
      method,
      headers: { 'content-type': type, accept: 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const problem = (await response.json()) as {
      status: number;
      detail: string;
      traceId: string;
      errors?: Array<{ field: string }>;
    };
    assert.equal(response.status, status, JSON.stringify(problem));
    assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
    assert.equal(problem.status, status);
    assert.ok(problem.detail.length > 5);
    assert.match(problem.traceId, /^[0-9a-f]{32}$/);
    assert.doesNotMatch(problem.detail, /node_modules|at .*\.ts/, 'no stack trace');
    if (field) assert.equal(problem.errors?.map((error) => error.field).join(', '), field);
    if (status === 405) assert.equal(response.headers.get('allow'), 'GET, HEAD, POST');
  });
}

test('When the same idempotency key is sent again, then there is one order; for another basket it is refused', async () => {
  const key = crypto.randomUUID();
  const buy = async (body: object) => {
    const response = await fetch(`${shop}/checkout`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    });
    return {
      status: response.status,
      body: (await response.json()) as { orderId: string; errors?: Array<{ field: string }> },
    };
  };
  const answers = await Promise.all([buy(order()), buy(order()), buy(order())]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 201]);
  assert.equal(new Set(answers.map(({ body }) => body.orderId)).size, 1);
  const other = await buy(line(2));
  assert.equal(other.status, 422);
  assert.equal(other.body.errors?.[0]?.field, 'Idempotency-Key');
});
