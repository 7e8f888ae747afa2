import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awaitTrace } from '../../lab/checkout/await-trace.ts';
import { buyMany } from '../../lab/checkout/buy-many.ts';
import { addresses } from '../running-lab.ts';

/** More than there are connections to the database: some wait until another one is done. */
const CUSTOMERS = 60;
const TRACE_LIMIT_MS = 20_000;

test('When customers wait for each other at the database, then each statement is in the trace of who asked for it', async () => {
  const { storefront, desk } = await addresses();
  const bought = await buyMany(storefront, new Array(CUSTOMERS).fill({}), { perSecond: 1_000 });
  const kinds = new Map<string, number>();
  for (const { traceId } of bought) {
    const trace = await awaitTrace(desk, traceId, TRACE_LIMIT_MS);
    const names = trace?.spans.map(({ service, name }) => `${service} ${name}`).sort() ?? [];
    kinds.set(names.join(', '), (kinds.get(names.join(', ')) ?? 0) + 1);
  }
  assert.equal(kinds.size, 1, JSON.stringify([...kinds], null, 1));
  assert.equal([...kinds.keys()][0]?.split(', ').length, 17);
});
