import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeAttributes, decodeValue } from '../../lab/desk/otlp/decode-attributes.ts';

for (const [value, expected] of [
  [{ stringValue: '' }, ''],
  [{ boolValue: false }, false],
  [{ intValue: '42' }, 42],
  [{ intValue: '9007199254740993' }, '9007199254740993'],
  [{ doubleValue: 'NaN' }, 'NaN'],
  [{ doubleValue: Number.POSITIVE_INFINITY }, 'Infinity'],
  [{ bytesValue: 'AAE=' }, 'base64:AAE='],
  [{ arrayValue: { values: [{ intValue: 1 }, { stringValue: 'x' }] } }, [1, 'x']],
  [{ kvlistValue: { values: [{ key: 'a', value: { intValue: 1 } }] } }, { a: 1 }],
  [{}, null],
] as const) {
  test(`When an attribute value is ${JSON.stringify(value)}, then it is read as ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(decodeValue(value), expected);
  });
}

test('When a value is nested 100,000 deep, then it is cut and can still be written as JSON', () => {
  let value: unknown = { stringValue: 'bottom' };
  for (let depth = 0; depth < 100_000; depth += 1) value = { arrayValue: { values: [value] } };
  assert.match(JSON.stringify(decodeValue(value)), /nested too deeply/);
});

test('When a key is __proto__, then it is an ordinary attribute', () => {
  const attributes = decodeAttributes([{ key: '__proto__', value: { stringValue: 'x' } }]);
  assert.equal(JSON.stringify(attributes), '{"__proto__":"x"}');
  assert.equal(Object.getPrototypeOf(attributes), Object.prototype);
});

test('When a text is longer than 65,536 characters, then it is cut and says how much is gone', () => {
  const text = decodeValue({ stringValue: 'é'.repeat(65_540) });
  assert.ok(typeof text === 'string' && text.startsWith('é'.repeat(65_536)));
  assert.ok(text.endsWith('… (4 more characters)'));
});
