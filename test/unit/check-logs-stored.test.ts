import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { logsStored } from '../../lab/checks/expect/logs-stored.ts';
import { evidenceOf, madeLog, TRACE } from './made-up-evidence.ts';

const accepted = { service: 'orders', body: 'order accepted' };
const expectation = logsStored([accepted]);

test('When there is no Loki, then there is nothing to ask', async () => {
  assert.equal(await expectation.judge(evidenceOf([])), undefined);
});

const sent = [madeLog(accepted.service, accepted.body)];

const CASES = [
  {
    when: 'Loki has the line under its trace id',
    logs: sent,
    stored: { trace_id: TRACE },
    diagnosis: undefined,
  },
  {
    when: 'Loki has the line under another id',
    logs: sent,
    stored: { trace_id: 'b'.repeat(32) },
    diagnosis: 'not-stored',
  },
  { when: 'Loki has the line without an id', logs: sent, stored: {}, diagnosis: 'not-stored' },
  { when: 'the line was never sent with that id', logs: [], stored: {}, diagnosis: undefined },
];

for (const { when, logs, stored, diagnosis } of CASES) {
  test(`When ${when}, then the diagnosis is ${diagnosis ?? 'none'}`, async () => {
    const stream = { service_name: accepted.service, ...stored };
    const result = [{ stream, values: [['1800000000000000000', accepted.body]] }];
    const loki = createServer((_request, response) => response.end(JSON.stringify({ data: { result } })));
    await new Promise<void>((resolve) => loki.listen(0, '127.0.0.1', resolve));
    try {
      const evidence = evidenceOf([], { logs });
      evidence.addresses.loki = `http://127.0.0.1:${(loki.address() as AddressInfo).port}`;
      assert.equal((await expectation.judge(evidence))?.diagnosis, diagnosis);
    } finally {
      loki.close();
    }
  });
}
