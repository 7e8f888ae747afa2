// The Operator gets the very pipeline of deploy/collector, merged into one object for each tier.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { renderOperatorConfigs } from '../../scripts/operator/render-operator-configs.ts';
import { nameOf, type Workload, workloadsOf } from './manifest.ts';
import { REPOSITORY, render } from './render.ts';
import { withoutKubectl } from './without-kubectl.ts';

const TIERS = ['collector-agent', 'collector-gateway'];
const OVERLAY = 'overlays/operator';

test('When a file of deploy/collector changes, then so does what the Operator reads (npm run operator)', () => {
  for (const [file, text] of renderOperatorConfigs())
    assert.equal(readFileSync(join(REPOSITORY, 'deploy/k8s', OVERLAY, file), 'utf8'), text, file);
});

test('When the Operator runs the Collectors, then with the resources, variables and volumes of the base', {
  skip: withoutKubectl(),
}, () => {
  const tiers = (overlay: string) =>
    workloadsOf(render(overlay)).filter((workload) => TIERS.includes(nameOf(workload)));
  assert.deepEqual(new Map(tiers(OVERLAY).map(factsOf)), new Map(tiers('base').map(factsOf)));
});

function factsOf(workload: Workload) {
  const [container] = workload.spec.template.spec.containers;
  const { image, resources, volumeMounts = [], env = [] } = container ?? {};
  const limit = env.find(({ name }) => name === 'GOMEMLIMIT')?.value;
  const data = volumeMounts.filter(({ name }) => name !== 'config').map(({ mountPath }) => mountPath);
  return [nameOf(workload), { image, resources, limit, data, replicas: workload.spec.replicas }] as const;
}
