// With the exercise of chapter 05 in place, so that the learner is wrong as well: whatever befalls the lab, it is the lab that is blamed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chapter } from '../../../chapters/05-across-the-queue/check.ts';
import { partsOfSeam } from '../../../lab/checks/parts-of-seam.ts';
import { runCheck } from '../../../lab/checks/run-check.ts';
import type { Verdict } from '../../../lab/checks/verdict.ts';
import type { PartName } from '../../../lab/engine/engine.ts';
import { type FullLab, openFullLab } from '../open-full-lab.ts';

const SEAM = 'services/shared/trace-context.ts';
const EXERCISE = join(import.meta.dirname, '../../../chapters/05-across-the-queue/exercise', SEAM);
const OVERLAY = 'deploy/collector/overlay.yaml';
const STOPPED: PartName[] = ['rabbitmq', 'postgres', 'desk', 'payment-gateway', 'collector'];
const CLOCK_AHEAD =
  'NODE_OPTIONS=--import ./chapters/12-incident/troubles/shift-clock.ts\nINCIDENT_CLOCK_OFFSET_MS=5000\n';
// Less than a Collector at rest has in use (9 MiB), so that it refuses from its first look on.
const TINY_MEMORY =
  'processors: { memory_limiter: { check_interval: 100ms, limit_mib: 2, spike_limit_mib: 1 } }\n';
const TINY_QUEUE =
  'exporters: { otlp_grpc/traces: { endpoint: "127.0.0.1:1", sending_queue: { queue_size: 10, batch: { min_size: 1, max_size: 5 } } } }\n';

let lab: FullLab;
before(async () => {
  lab = await openFullLab({ [SEAM]: readFileSync(EXERCISE, 'utf8') });
});
after(() => lab.close());

test('When all is well, then the learner is wrong', expectLearner);

for (const part of STOPPED)
  test(`When ${part} is stopped, then the lab is not well`, () => expectBlamed(part));

for (const [index, what] of ['traces', 'logs', 'metrics'].entries())
  test(`When the store of ${what} is stopped, then the lab is not well`, () =>
    expectBlamed(lab.storeParts[index] ?? assert.fail(what)));

test('When the Collector refuses data, then the lab is not well', () =>
  withOverlay(TINY_MEMORY, /Collector (refused|could not)/));

test('When a queue of the Collector is full, then the lab is not well', () =>
  withOverlay(TINY_QUEUE, /queue|Collector (refused|could not)/));

test('When the clock of a service is 5 s ahead, then the lab is not well', async () => {
  lab.save('.lab/chapter.env', CLOCK_AHEAD);
  await lab.engine.apply(['payments-worker']);
  try {
    assert.match(problemOf(await check()), /clock of payments-worker is at least [1-5]\.\d s ahead/);
  } finally {
    lab.save('.lab/chapter.env', '');
    await lab.engine.apply(['payments-worker']);
  }
});

test('When all is well again, then the learner is wrong again', expectLearner);

async function expectBlamed(part: PartName): Promise<void> {
  await lab.engine.stop(part);
  try {
    assert.match(problemOf(await check()), new RegExp(part, 'i'));
  } finally {
    await lab.engine.apply([part]);
  }
}

async function withOverlay(text: string, problem: RegExp): Promise<void> {
  const empty = readFileSync(lab.clone.path(OVERLAY), 'utf8');
  lab.save(OVERLAY, text);
  await lab.engine.apply(['collector']);
  try {
    assert.match(problemOf(await check()), problem);
  } finally {
    lab.save(OVERLAY, empty);
    await lab.engine.apply(['collector']);
  }
}

async function expectLearner(): Promise<void> {
  const verdict = await check();
  assert.ok('finding' in verdict, JSON.stringify(verdict));
  assert.deepEqual([verdict.result, verdict.finding.diagnosis], ['wrong', chapter.untouched]);
}

function check(): Promise<Verdict> {
  const seams = [{ path: SEAM, parts: partsOfSeam(SEAM) }];
  return runCheck(lab.engine, chapter, { repository: lab.clone.folder, seams });
}

function problemOf(verdict: Verdict): string {
  assert.equal(verdict.result, 'not-well', JSON.stringify(verdict));
  return verdict.problem;
}
