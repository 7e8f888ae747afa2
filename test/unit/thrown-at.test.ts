import assert from 'node:assert/strict';
import { test } from 'node:test';
import { thrownAt } from '../../lab/checks/thrown-at.ts';

test('When a stack leads through packages, then the first place of ours is named, wherever the repository lies', () => {
  const stack = `TypeError: context.getValue is not a function
    at inject (file:///home/me/services/my shop/node_modules/@opentelemetry/core/index.js:7:1)
    at injectTraceContext (file:///home/me/services/my-shop/services/shared/trace-context.ts:12:3)
    at place (file:///home/me/services/my-shop/services/orders/place-order.ts:40:5)`;
  assert.equal(thrownAt(stack), 'services/shared/trace-context.ts:12');
  assert.equal(thrownAt('Error: no\n    at /app/node_modules/pg/index.js:1:1'), undefined);
  assert.equal(thrownAt(''), undefined);
});
