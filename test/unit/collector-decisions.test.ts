// The Collector's own metrics, as it wrote them on a day.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { readDecisions, sinceThen } from '../../lab/checks/crowd/collector-decisions.ts';
import { askCollector, sumOf } from '../../lab/stores/ask-collector.ts';

const PREFIX = 'otelcol_processor_tail_sampling';
const TEXT = `# HELP ${PREFIX}_new_trace_id_received Counts the arrival of new traces
${PREFIX}_new_trace_id_received 286
${PREFIX}_global_count_traces_sampled{decision="not_sampled",sampled="false"} 14
${PREFIX}_global_count_traces_sampled{decision="sampled",sampled="true"} 250
${PREFIX}_count_traces_sampled{decision="sampled",policy="errors",sampled="true"} 27
${PREFIX}_count_traces_sampled{decision="not_sampled",policy="errors",sampled="false"} 259
${PREFIX}_sampling_policy_execution_count{policy="errors"} 286
${PREFIX}_sampling_policy_execution_count{policy="rest"} 286
${PREFIX}_sampling_trace_dropped_too_early_total 2
${PREFIX}_sampling_late_span_age_count 3
${PREFIX}_early_releases_from_cache_decision{sampled="true"} 8
otelcol_exporter_queue_size{data_type="traces",exporter="otlp_grpc/traces"} 7
otelcol_exporter_queue_size{data_type="logs",exporter="otlp_http/logs"} 5
go_goroutines 12
`;

const expected = {
  begun: 286,
  held: 20,
  droppedEarly: 2,
  lateSpans: 11,
  kept: { errors: 27, rest: 0 },
  queued: 7,
};

test('When the Collector tells what it has decided, then each count is read, whatever the ending of its name', async (t) => {
  const server = createServer((_request, response) => response.end(TEXT));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  assert.deepEqual(await readDecisions([url]), expected);
  const samples = await askCollector([url]);
  assert.equal(
    samples.some(({ name }) => name.includes('goroutines')),
    false,
  );
  assert.equal(sumOf(samples, /^exporter_queue_size$/), 12);
  assert.equal((await readDecisions([url, url])).begun, 2 * expected.begun, 'of two Collectors, the sum');
});

test('When two looks are compared, then counts are of the time between, and what waits is of now', () => {
  const before = { begun: 80, held: 4, droppedEarly: 2, lateSpans: 1, kept: { errors: 20 }, queued: 100 };
  assert.deepEqual(sinceThen(before, expected), {
    begun: 206,
    held: 20,
    droppedEarly: 0,
    lateSpans: 10,
    kept: { errors: 7, rest: 0 },
    queued: 7,
  });
});
