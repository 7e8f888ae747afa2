import assert from 'node:assert/strict';
import { type Manifest, workloadsOf } from './manifest.ts';

/** What all pods of a rendering ask for together on one node, where a DaemonSet has one. Throws when one asks for nothing. */
export function sumOfRequests(manifests: Manifest[]): { cpu: number; memoryMiB: number } {
  const pods = workloadsOf(manifests).flatMap(({ spec }) =>
    spec.template.spec.containers.map((container) => ({ container, replicas: spec.replicas ?? 1 })),
  );
  const sum = (read: (requests: { cpu?: string; memory?: string }) => number) =>
    pods.reduce(
      (total, { container, replicas }) => total + replicas * read(container.resources?.requests ?? {}),
      0,
    );
  return { cpu: sum(({ cpu }) => cpuOf(cpu)) / 1_000, memoryMiB: sum(({ memory }) => mebibytesOf(memory)) };
}

function cpuOf(text = ''): number {
  const [, number, milli] = /^(\d+)(m?)$/.exec(text) ?? [];
  assert.ok(number, `CPU: ${text}`);
  return Number(number) * (milli ? 1 : 1_000);
}

function mebibytesOf(text = ''): number {
  const [, number, unit] = /^(\d+)(Mi|Gi)$/.exec(text) ?? [];
  assert.ok(number, `memory: ${text}`);
  return Number(number) * (unit === 'Gi' ? 1_024 : 1);
}
