import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PartName } from '../../lab/engine/engine.ts';
import { homePaths } from '../../lab/engine/local/home-paths.ts';
import { awaitFirstReadiness } from '../../lab/engine/local/supervisor/await-first-readiness.ts';
import type { SupervisedPart } from '../../lab/engine/local/supervisor/supervised-part.ts';

const LATE_MS = -1_000;
const IN_TIME_MS = 300;

function starting(name: PartName, uses: PartName[], leftMs: number): SupervisedPart {
  const part = { definition: { name, uses }, state: 'starting', detail: 'starting', lastExit: null };
  return {
    ...part,
    deadlineMs: Date.now() + leftMs,
    policy: { failedStarts: 0 },
  } as unknown as SupervisedPart;
}

const ready = (...parts: SupervisedPart[]) =>
  awaitFirstReadiness(parts, homePaths('/nowhere'), AbortSignal.timeout(5_000));

test('When a service is late because the broker still starts, then the broker is waited for, and blamed', async () => {
  const worker = starting('payments-worker', ['rabbitmq'], LATE_MS);
  await assert.rejects(ready(starting('rabbitmq', [], IN_TIME_MS), worker), /^LabError: rabbitmq did not/);
});

test('When two parts that use each other are late, then one of them is blamed', async () => {
  const collector = starting('collector', ['prometheus'], LATE_MS);
  await assert.rejects(ready(collector, starting('prometheus', ['collector'], LATE_MS)), /collector did not/);
});
