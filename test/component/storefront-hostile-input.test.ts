import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { openShop, type Shop } from './storefront-shop.ts';

let shop: Shop;
before(async () => {
  shop = await openShop();
});
after(() => shop.close());

const crowded = Array.from({ length: 400 }, (_, index) => `b${index}*1`).join('.');

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
    fc.constant(crowded),
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
