import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { describeLoad } from '../../lab/load/describe-load.ts';
import { crossedThresholds, readSummary, type Summary } from '../../lab/load/read-summary.ts';

const folder = mkdtempSync(join(tmpdir(), 'lab-summary-'));
after(() => rmSync(folder, { recursive: true, force: true }));

// As k6 writes it with --summary-export; the thresholds' `true` means crossed.
const EXPORTED = {
  root_group: { name: '', checks: {} },
  metrics: {
    checkout_duration: {
      med: 20,
      'p(95)': 812.4,
      'p(99)': 900,
      max: 901,
      thresholds: { 'p(95)<300': true, 'p(99)<1000': false },
    },
    http_req_failed: { passes: 3, fails: 97, value: 0.03, thresholds: { 'rate<0.001': true } },
    http_reqs: { count: 100, rate: 10 },
    iterations: { count: 50, rate: 4.2 },
    dropped_iterations: { count: 0, rate: 0, thresholds: { 'count==0': false } },
    orders_accepted: { count: 45, rate: 4 },
  },
};

function exported(content: unknown): Summary {
  const path = join(folder, 'summary.json');
  writeFileSync(path, JSON.stringify(content));
  const summary = readSummary(path);
  assert.ok(summary);
  return summary;
}

test('When k6 has written nothing, then there is no summary', () => {
  assert.equal(readSummary(join(folder, 'none.json')), undefined);
});

test('When thresholds were crossed, then each is named with the number that broke it', () => {
  assert.deepEqual(crossedThresholds(exported(EXPORTED)), [
    { metric: 'checkout_duration', expression: 'p(95)<300', value: 812.4 },
    { metric: 'http_req_failed', expression: 'rate<0.001', value: 0.03 },
  ]);
});

test('When a load is described, then rate, latencies, failures, traces and report are there', () => {
  const text = stripVTControlCharacters(
    describeLoad('steady', {
      held: false,
      interrupted: true,
      seconds: 10,
      plan: { seconds: 60, perSecond: 5 },
      summary: exported(EXPORTED),
      failures: ['POST /checkout: HTTP 500, trace http://desk/traces/abc'],
      report: undefined,
      log: '/log',
    }),
  );
  for (const part of [
    'a threshold was crossed, ended early after 10 s',
    '5/s (5/s at the highest)',
    'p50 20 ms  p95 812 ms  p99 900 ms',
    '3 of 100 requests',
    '45 accepted, 0 sold out',
    '✗ checkout_duration p(95)<300 did not hold: 812.4',
    'http://desk/traces/abc',
    'none: k6 had too little to show',
  ])
    assert.ok(text.includes(part), `${part} is missing:\n${text}`);
  assert.match(text, /settled +none/);
});
