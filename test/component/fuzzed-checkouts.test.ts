import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { addresses, pidsOfServices } from '../running-lab.ts';

const RUNS = 500;
const REQUESTS_PER_RUN = 20; // 10,000 in all

const anyText = fc.string({ unit: 'binary', maxLength: 40 });
const nearlyAnOrder = fc.record(
  {
    customer: fc.oneof(
      fc.jsonValue(),
      fc.record({
        name: fc.oneof(anyText, fc.jsonValue()),
        email: fc.oneof(fc.emailAddress(), anyText),
        address: anyText,
      }),
    ),
    lines: fc.oneof(
      fc.jsonValue(),
      fc.array(
        fc.record({
          bookId: fc.oneof(fc.constantFrom('tail-risk', 'out-of-print', 'no-such-book'), anyText),
          quantity: fc.oneof(fc.integer(), fc.double(), fc.jsonValue()),
        }),
        { maxLength: 5 },
      ),
    ),
    card: fc.oneof(fc.jsonValue(), fc.record({ number: fc.oneof(fc.constant('4242424242424242'), anyText) })),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  { weight: 3, arbitrary: nearlyAnOrder.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
);
const headers = fc.record(
  {
    'content-type': fc.oneof(
      { weight: 4, arbitrary: fc.constant('application/json') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'application/json; charset=utf-16',
          'application/x-www-form-urlencoded',
          'text/plain',
          '',
        ),
      },
    ),
    accept: fc.constantFrom('application/json', 'text/html', '*/*', ''),
    cookie: fc.string({ maxLength: 50 }).map((text) => `basket=${encodeURIComponent(text)}`),
    'idempotency-key': fc.string({ maxLength: 20 }),
    traceparent: fc.string({ maxLength: 80 }),
    baggage: fc.string({ maxLength: 80 }),
  },
  { requiredKeys: ['content-type'] },
);
const target = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ method: fc.constant('POST'), path: fc.constantFrom('/checkout', '/basket') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ method: fc.constant('GET'), path: fc.webPath().map((path) => path || '/') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      method: fc.constant('GET'),
      path: fc.string().map((text) => `/orders/${encodeURIComponent(text)}`),
    }),
  },
);

let shop: string;
before(async () => {
  shop = (await addresses()).storefront;
});

test(`When ${RUNS * REQUESTS_PER_RUN} random requests come in, then none is a 500 and no service ends`, async () => {
  const before = await pidsOfServices();
  const statuses = new Map<number, number>();
  const requests = fc.array(fc.record({ target, headers, body }), {
    minLength: REQUESTS_PER_RUN,
    maxLength: REQUESTS_PER_RUN,
  });
  await fc.assert(
    fc.asyncProperty(requests, async (batch) => {
      for (const status of await Promise.all(batch.map(send))) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        assert.ok(status < 500, `answered ${status}`);
      }
    }),
    { numRuns: RUNS },
  );
  console.log('answers by status:', Object.fromEntries(statuses));
  assert.deepEqual(await pidsOfServices(), before);
});

async function send(asked: {
  target: { method: string; path: string };
  headers: Record<string, string>;
  body: string;
}): Promise<number> {
  const clean = Object.fromEntries(
    Object.entries(asked.headers).map(([name, value]) => [name, value.replace(/[^\x20-\x7e]/g, '?').trim()]),
  );
  const response = await fetch(`${shop}${asked.target.path}`, {
    method: asked.target.method,
    headers: clean,
    redirect: 'manual',
    ...(asked.target.method === 'POST' ? { body: asked.body } : {}),
  });
  await response.arrayBuffer();
  return response.status;
}
