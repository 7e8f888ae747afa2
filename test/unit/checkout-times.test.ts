// When a checkout began and how long it took: clocks are judged by it.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { setTimeout as after } from 'node:timers/promises';
import { driveCheckout } from '../../lab/checkout/drive-checkout.ts';

const BOOKS_MS = 400;
const ORDER_MS = 200;

test('When the books are slow to come, then that is no time of the checkout', async (t) => {
  let receivedMs = Number.NaN;
  const shop = createServer(async ({ url }, response) => {
    const answer = (body: object) => response.end(JSON.stringify(body));
    if (url === '/books') {
      await after(BOOKS_MS);
      return answer({ books: [{ id: '1', stock: 1 }] });
    }
    if (url !== '/checkout') return answer({ status: 'paid' });
    receivedMs = Date.now();
    await after(ORDER_MS);
    return answer({ orderId: '1', traceId: '1' });
  });
  await new Promise<void>((done) => shop.listen(0, '127.0.0.1', done));
  t.after(() => shop.close());
  const { port } = shop.address() as { port: number };
  const beganMs = Date.now();
  const { startedMs, durationMs } = await driveCheckout(`http://127.0.0.1:${port}`);
  const endedMs = Date.now();
  assert.ok(startedMs >= beganMs + BOOKS_MS - 1 && startedMs <= receivedMs, `${startedMs - beganMs} ms`);
  assert.ok(durationMs >= ORDER_MS && startedMs + durationMs <= endedMs + 1, `${durationMs} ms`);
});
