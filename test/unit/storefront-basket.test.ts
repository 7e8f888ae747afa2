import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Request, Response } from 'express';
import fc from 'fast-check';
import { addToBasket, type Basket, setQuantity, withoutBooks } from '../../services/storefront/basket.ts';
import { readBasket, writeBasket } from '../../services/storefront/basket-cookie.ts';
import { formLines } from '../../services/storefront/form-body.ts';
import { priceBasket } from '../../services/storefront/price-basket.ts';

const book = (id: string, priceCents: number, stock: number) => ({
  id,
  title: id,
  author: '',
  description: '',
  priceCents,
  stock,
});
const read = (cookie: string) => readBasket({ headers: { cookie } } as Request);
const write = (basket: Basket) => {
  let cookie = '';
  writeBasket(
    { cookie: (name: string, value: string) => (cookie = `${name}=${value}`) } as unknown as Response,
    basket,
  );
  return cookie;
};

test('When any basket of a sane size is written, then the same basket is read back', () => {
  const bookId = fc.stringMatching(/^[a-z0-9-]{1,30}$/);
  const line = fc.record({ bookId, quantity: fc.integer({ min: 1, max: 99 }) }, { noNullPrototype: true });
  const basket = fc.uniqueArray(line, { maxLength: 100, selector: ({ bookId }) => bookId });
  fc.assert(fc.property(basket, (lines) => assert.deepEqual(read(`a=b; ${write(lines)}; c=d`), lines)));
});

test('When a cookie is anything, then what is read is a basket: known form, each book once, within its bounds', () => {
  const part = fc.oneof(fc.string(), fc.stringMatching(/^[a-c]{1,2}\*\d{1,3}$/));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 200 }), (parts) => {
      const basket = read(`basket=${parts.join('.')}`);
      assert.ok(basket.length <= 100);
      assert.equal(new Set(basket.map(({ bookId }) => bookId)).size, basket.length);
      for (const { bookId, quantity } of basket) {
        assert.match(bookId, /^[a-z0-9-]{1,64}$/);
        assert.ok(Number.isInteger(quantity) && quantity >= 1 && quantity <= 99);
      }
    }),
  );
});

test('When copies are added, changed and bought, then only that book changes', () => {
  const basket = addToBasket(
    [{ bookId: 'a', quantity: 1 }],
    [
      { bookId: 'b', quantity: 60 },
      { bookId: 'b', quantity: 60 },
    ],
  );
  assert.deepEqual(basket, [
    { bookId: 'a', quantity: 1 },
    { bookId: 'b', quantity: 99 },
  ]);
  assert.deepEqual(setQuantity(basket, 'a', 5), [
    { bookId: 'a', quantity: 5 },
    { bookId: 'b', quantity: 99 },
  ]);
  assert.deepEqual(setQuantity(basket, 'a', 0), [{ bookId: 'b', quantity: 99 }]);
  assert.deepEqual(setQuantity(basket, 'c', 5), basket);
  assert.deepEqual(withoutBooks(basket, ['b', 'c']), [{ bookId: 'a', quantity: 1 }]);
});

test('When a form has one line, many, or quantities missing, then lines are paired in order', () => {
  assert.deepEqual(formLines({ bookId: 'a', quantity: '2' }), [{ bookId: 'a', quantity: 2 }]);
  assert.deepEqual(formLines({ bookId: ['a', 'b'], quantity: ['2', ' '] }), [
    { bookId: 'a', quantity: 2 },
    { bookId: 'b', quantity: Number.NaN },
  ]);
  assert.deepEqual(formLines({}), []);
});

test('When a basket is priced, then it adds up, leaves out unknown books, and is buyable only when all is there', () => {
  const books = [book('a', 1800, 3), book('b', 100, 0)];
  const priced = priceBasket(
    [
      { bookId: 'a', quantity: 3 },
      { bookId: 'gone', quantity: 1 },
    ],
    books,
  );
  assert.deepEqual([priced.totalCents, priced.lines.length, priced.buyable], [5400, 1, true]);
  assert.equal(priceBasket([{ bookId: 'a', quantity: 4 }], books).lines[0]?.shortage, 'Only 3 left');
  assert.equal(priceBasket([{ bookId: 'b', quantity: 1 }], books).lines[0]?.shortage, 'Sold out');
  assert.equal(priceBasket([{ bookId: 'a', quantity: 4 }], books).buyable, false);
  assert.equal(priceBasket([], books).buyable, false);
});
