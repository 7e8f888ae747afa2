// Which parts start anew when a chapter begins and when it ends, by the variables that it has.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { applyEnvironment, writeEnvironment } from '../../lab/chapters/chapter-environment.ts';
import { openLearner } from '../../lab/chapters/open-learner.ts';
import { type EngineStatus, PART_NAMES, type PartName, type PartStatus } from '../../lab/engine/engine.ts';

const SERVICES = ['storefront', 'orders', 'payments-worker'];

/** What is started anew for each of these environments, one after the other. */
async function startedFor(t: TestContext, ...environments: Record<string, string>[]): Promise<string[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-environment-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const learner = openLearner(folder, () => {});
  const parts = PART_NAMES.map((name) => ({ name }) as PartStatus);
  const status: EngineStatus = {
    engine: 'kind',
    phase: 'running',
    sampling: 'off',
    stores: 'grafana',
    parts,
  };
  const started: string[][] = [];
  for (const environment of environments) {
    const anew: PartName[] = [];
    writeEnvironment(learner, environment);
    await applyEnvironment(learner, {
      status: async () => status,
      apply: async (names) => void anew.push(...names),
    });
    started.push(anew);
  }
  return started;
}

for (const [variables, parts] of [
  [{ NODE_OPTIONS: '--import=x' }, SERVICES],
  [{ GATEWAY_FAIL_RATE: '1' }, ['storefront', 'orders', 'payments-worker', 'payment-gateway']],
  [{ SAMPLING: 'tail' }, [...SERVICES, 'collector']],
  [{ LAB_BESIDE: 'jaeger' }, ['collector']],
] as const)
  test(`When a chapter has ${Object.keys(variables)}, then it starts ${parts.join(', ')} anew, and so does its end`, async (t) => {
    assert.deepEqual(await startedFor(t, variables, variables, {}), [parts, [], parts]);
  });

test('When another chapter follows, then what either of them is about starts anew, once', async (t) => {
  const [, second] = await startedFor(t, { LAB_BESIDE: 'jaeger' }, { NODE_OPTIONS: '--import=x' });
  assert.deepEqual(second, [...SERVICES, 'collector']);
});
