// A batch whose answer got lost is sent again: Tempo then holds its spans twice until it compacts, and returns both.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { tempoStore } from '../../lab/stores/tempo-store.ts';
import { readSpans } from '../../lab/stores/trace-store.ts';

const TRACE_ID = 'ab'.repeat(16);
const span = (id: string, startNano: string) => ({
  traceId: Buffer.from(TRACE_ID, 'hex').toString('base64'),
  spanId: Buffer.from(id, 'hex').toString('base64'),
  name: 'publish payment.settled',
  kind: 'SPAN_KIND_PRODUCER',
  startTimeUnixNano: startNano,
  endTimeUnixNano: '1790000000900000000',
});

test('When Tempo holds a span twice, then it is read once; another span under its id is read too', async (t) => {
  const spans = ['1790000000000000000', '1790000000000000000', '1790000000500000000'].map((startNano) =>
    span('0123456789abcdef', startNano),
  );
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'payments-worker' } }] };
  const answer = JSON.stringify({ trace: { resourceSpans: [{ resource, scopeSpans: [{ spans }] }] } });
  const tempo = createServer((_, response) => response.end(answer)).listen(0, '127.0.0.1');
  t.after(() => tempo.close());
  await once(tempo, 'listening');
  const url = `http://127.0.0.1:${(tempo.address() as AddressInfo).port}`;
  const read = await readSpans(tempoStore(url), TRACE_ID);
  assert.deepEqual(
    read.map(({ spanId, durationMs }) => [spanId, durationMs]),
    [
      ['0123456789abcdef', 900],
      ['0123456789abcdef', 400],
    ],
  );
});
