// A real API server takes every overlay without a warning, and every pod passes its namespace's Pod Security. Changes
// nothing but the two namespaces: needs LAB_TEST_KUBECONFIG.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { kubectl, withoutCluster } from './live/live-cluster.ts';
import { nameOf, workloadsOf } from './manifest.ts';
import { OVERLAYS, REPOSITORY, render, renderText } from './render.ts';

const CRDS = process.env.LAB_TEST_OPERATOR_CRDS;

describe('before an API server', { skip: withoutCluster() }, () => {
  // A dry run leaves no namespace behind that its other objects could be in.
  before(() => {
    if (CRDS) kubectl(['apply', '--server-side', '-f', CRDS]);
    kubectl(['apply', '-f', '-'], readFileSync(join(REPOSITORY, 'deploy/k8s/base/namespaces.yaml'), 'utf8'));
  });

  for (const overlay of OVERLAYS) {
    // Without its definitions the API server knows no object of the Operator.
    const skip =
      overlay.endsWith('/operator') &&
      !CRDS &&
      "needs LAB_TEST_OPERATOR_CRDS: a folder with the Operator's CRDs";
    test(`When ${overlay} is applied, then the API server has nothing to say against it`, { skip }, () => {
      assert.deepEqual(dryRun(renderText(overlay)), { code: 0, complaints: [] });
    });

    test(`When the pods of ${overlay} are made, then Pod Security lets them in`, () => {
      const pods = workloadsOf(render(overlay)).map((workload) => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          ...workload.spec.template.metadata,
          name: nameOf(workload),
          namespace: workload.metadata.namespace,
        },
        spec: { ...workload.spec.template.spec, volumes: volumesOf(workload.spec.template.spec) },
      }));
      // Accounts are made with the overlay, and a dry run makes none.
      const withoutAccounts = pods.map(({ spec: { serviceAccountName: _, ...spec }, ...pod }) => ({
        ...pod,
        spec,
      }));
      assert.deepEqual(dryRun(withoutAccounts.map((pod) => JSON.stringify(pod)).join('\n')), {
        code: 0,
        complaints: [],
      });
    });
  }

  test('When a pod is root, then Pod Security refuses it', () => {
    const root = { name: 'root', image: 'busybox:1.37.0-musl', securityContext: { runAsUser: 0 } };
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'root', namespace: 'tracing' },
      spec: { containers: [root] },
    };
    const { code, complaints } = dryRun(JSON.stringify(pod));
    assert.notEqual(code, 0);
    assert.match(complaints.join('\n'), /violates PodSecurity "restricted:latest"/);
  });
});

function dryRun(input: string): { code: number | null; complaints: string[] } {
  // The server's dry run checks it all. What kubectl merges on top is not asked here, and costs ten seconds each.
  const apply = ['apply', '--dry-run=server', '--openapi-patch=false', '-f', '-'];
  const { status, stderr } = spawnSync('kubectl', apply, {
    encoding: 'utf8',
    input,
    env: { ...process.env, KUBECONFIG: process.env.LAB_TEST_KUBECONFIG },
  });
  return { code: status, complaints: stderr.split('\n').filter(Boolean) };
}

// What a StatefulSet adds to its template.
function volumesOf({
  containers,
  volumes = [],
}: {
  containers: Array<{ volumeMounts?: Array<{ name: string }> }>;
  volumes?: Array<{ name: string }>;
}) {
  const mounted = containers.flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name));
  const claimed = [...new Set(mounted)].filter((name) => !volumes.some((volume) => volume.name === name));
  return [...volumes, ...claimed.map((name) => ({ name, persistentVolumeClaim: { claimName: name } }))];
}
