// What a lab on this machine adds to the manifests of deploy/k8s before a cluster gets them.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isWorkload, type Manifest, type WorkloadManifest } from '../../lab/engine/kind/manifest.ts';
import { readNodePorts } from '../../lab/engine/kind/node-ports.ts';
import { type Additions, prepareManifests } from '../../lab/engine/kind/prepare-manifests.ts';
import { savedSources } from '../../lab/engine/kind/saved-sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'lab-sources-'));
after(() => rmSync(folder, { recursive: true, force: true }));
for (const [path, text] of [
  ['shared/logger.ts', 'log'],
  ['orders/main.ts', 'main'],
  ['orders/public/a/b.css', 'b'],
] as const) {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const workload = (
  kind: string,
  name: string,
  env: Array<{ name: string; value?: string }> = [],
): Manifest => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name },
  spec: {
    replicas: 1,
    template: {
      metadata: { labels: { 'app.kubernetes.io/name': name } },
      spec: { containers: [{ env }], volumes: [{ name: 'tmp' }] },
    },
  },
});
const manifests = [
  workload('Deployment', 'orders', [{ name: 'TRACE_URL', value: 'http://127.0.0.1:3000/explore?a' }]),
  workload('Deployment', 'desk', [{ name: 'HOST_NAMES', value: 'desk' }]),
  workload('StatefulSet', 'collector-gateway'),
  workload('DaemonSet', 'collector-agent'),
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bookstore' } },
];
const places = new Map([...readNodePorts()].map(([name, { nodePort }]) => [name, `10.0.0.7:${nodePort}`]));

function prepare(told: Partial<Additions> = {}): Manifest[] {
  return prepareManifests(manifests, {
    sources: savedSources(['shared', 'orders'], folder),
    chapter: {},
    sampling: 'off',
    places,
    startedAt: new Map(),
    stopped: [],
    ...told,
  });
}

function find(prepared: Manifest[], name: string): WorkloadManifest {
  const found = prepared.filter(isWorkload).find(({ metadata }) => metadata.name === name);
  assert.ok(found, name);
  return found;
}

const templateOf = (prepared: Manifest[], name: string) => find(prepared, name).spec.template;

test('When sources are saved, then a service mounts its own folder and the shared one, file by file', () => {
  const prepared = prepare();
  const { containers, volumes = [] } = templateOf(prepared, 'orders').spec;
  assert.deepEqual(
    containers[0]?.volumeMounts?.map(({ mountPath, subPath }) => `${mountPath} from ${subPath}`),
    ['/app/services/shared from shared', '/app/services/orders from orders'],
  );
  const { name, items } = (volumes[2] as { configMap: { name: string; items: unknown } }).configMap;
  assert.deepEqual(items, [
    { key: 'main.ts', path: 'orders/main.ts' },
    { key: 'public__a__b.css', path: 'orders/public/a/b.css' },
  ]);
  const map = prepared.find(({ metadata }) => metadata.name === name) as Manifest & { data: unknown };
  assert.deepEqual(map.data, { 'main.ts': 'main', 'public__a__b.css': 'b' });
  assert.equal(templateOf(prepared, 'desk').spec.volumes?.length, 1, 'the desk runs from its image');
  assert.deepEqual(
    prepared.slice(0, 2).map(({ kind }) => kind),
    ['Namespace', 'ConfigMap'],
    'what pods need comes before them',
  );
});

test('When a source, a chapter or nothing has changed, then new pods are made of what it is about, or none', () => {
  const before = prepare();
  assert.deepEqual(prepare(), before);
  const chapter = prepare({ chapter: { GATEWAY_FAIL_RATE: '1' } });
  assert.notDeepEqual(templateOf(chapter, 'orders'), templateOf(before, 'orders'));
  assert.deepEqual(templateOf(chapter, 'desk'), templateOf(before, 'desk'));
  writeFileSync(join(folder, 'orders/main.ts'), 'other');
  assert.notDeepEqual(templateOf(prepare(), 'orders'), templateOf(before, 'orders'));
  assert.deepEqual(templateOf(prepare(), 'desk'), templateOf(before, 'desk'));
});

test('When parts are started anew on purpose, then the time makes new pods of them alone', () => {
  const anew = prepare({ startedAt: new Map([['orders', 'now']]) });
  assert.equal(templateOf(anew, 'orders').metadata.annotations?.['bookstore/started-at'], 'now');
  assert.deepEqual(templateOf(anew, 'desk'), templateOf(prepare(), 'desk'));
});

test('When the chapter says how many pods a part has, then it has so many, and the others as before', () => {
  const prepared = prepare({ chapter: { LAB_REPLICAS_ORDERS: '3' } });
  assert.deepEqual(
    ['orders', 'collector-gateway'].map((name) => find(prepared, name).spec.replicas),
    [3, 1],
  );
});

test('When the chapter says what is for the lab alone, then no service gets it, nor new pods', () => {
  const chapter = { GATEWAY_FAIL_RATE: '1' };
  const prepared = prepare({ chapter: { ...chapter, LAB_BESIDE: 'trial-jaeger' } });
  assert.deepEqual(prepared, prepare({ chapter }));
});

test('When parts are stopped, then no node takes a DaemonSet, and the others want no pod', () => {
  const prepared = prepare({ stopped: ['collector-gateway', 'collector-agent'] });
  assert.equal(find(prepared, 'collector-gateway').spec.replicas, 0);
  assert.deepEqual(templateOf(prepared, 'collector-agent').spec, {
    ...templateOf(manifests, 'collector-agent').spec,
    nodeSelector: { 'bookstore/stopped': 'true' },
  });
  assert.equal(find(prepared, 'orders').spec.replicas, 1);
});

test('When the ports are elsewhere than on this machine, then pages lead there, and the desk takes the name', () => {
  const prepared = prepare();
  assert.equal(
    templateOf(prepared, 'orders').spec.containers[0]?.env?.[0]?.value,
    'http://10.0.0.7:30300/explore?a',
  );
  assert.equal(templateOf(prepared, 'desk').spec.containers[0]?.env?.[0]?.value, 'desk,10.0.0.7');
});

test('When the sampling is set, then the gateways carry it', () => {
  const annotations = templateOf(prepare({ sampling: 'tail' }), 'collector-gateway').metadata.annotations;
  assert.equal(annotations?.['bookstore/sampling'], 'tail');
});
