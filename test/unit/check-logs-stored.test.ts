import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { logsStored } from '../../lab/checks/expect/logs-stored.ts';
import { evidenceOf, madeLog, TRACE } from './made-up-evidence.ts';

const accepted = { service: 'orders', body: 'order accepted' };
const expectation = logsStored([accepted]);

test('When there is no log store, then there is nothing to ask', async () => {
  assert.equal(await expectation.judge(evidenceOf([])), undefined);
});

const sent = [madeLog(accepted.service, accepted.body)];

const CASES = [
  {
    when: 'the store has the line under its trace id',
    logs: sent,
    stored: { trace_id: TRACE },
    diagnosis: undefined,
  },
  {
    when: 'the store has the line under another id',
    logs: sent,
    stored: { trace_id: 'b'.repeat(32) },
    diagnosis: 'not-stored',
  },
  { when: 'the store has the line without an id', logs: sent, stored: {}, diagnosis: 'not-stored' },
  { when: 'the line was never sent with that id', logs: [], stored: {}, diagnosis: undefined },
];

/** How each store answers with one line of this service that has these ids. */
const ANSWERS = {
  loki: (ids: { trace_id?: string }) => {
    const stream = { service_name: accepted.service, ...ids };
    const result = [{ stream, values: [['1800000000000000000', accepted.body]] }];
    return JSON.stringify({ data: { result } });
  },
  'victoria-logs': (ids: { trace_id?: string }) =>
    `${JSON.stringify({ _time: '2027-01-15T08:00:00.123Z', _msg: accepted.body, 'service.name': accepted.service, ...ids })}\n`,
};

for (const store of ['loki', 'victoria-logs'] as const)
  for (const { when, logs, stored, diagnosis } of CASES) {
    test(`When ${when} (${store}), then the diagnosis is ${diagnosis ?? 'none'}`, async (t) => {
      const server = createServer((_request, response) => response.end(ANSWERS[store](stored)));
      t.after(() => server.close());
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const evidence = evidenceOf([], { logs });
      const traces = store === 'loki' ? 'tempo' : 'jaeger';
      Object.assign(evidence.addresses, {
        [store]: url,
        [traces]: url,
        prometheus: url,
        'collector-metrics': [],
      });
      assert.equal((await expectation.judge(evidence))?.diagnosis, diagnosis);
    });
  }
