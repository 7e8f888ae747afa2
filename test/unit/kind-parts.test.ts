// What `lab status` says of a part in a cluster, from what kubectl tells about its workloads and pods.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describePart } from '../../lab/engine/kind/describe-part.ts';
import { parseObjects } from '../../lab/engine/kind/inspect-cluster.ts';
import { parseSummary } from '../../lab/engine/kind/memory-of-pods.ts';
import { madeUpPart, madeUpPod, madeUpWorkload } from './kind-objects.ts';

const NO_CONFIG = 'CreateContainerConfigError';
const NOT_SEEN = 'failed to sync configmap cache';
const waiting = (reason: string, message = '') => ({ waiting: { reason, message } });
const ended = (exitCode: number, reason = 'Error') => ({ terminated: { exitCode, reason } });
const describe = (part: Parameters<typeof describePart>[1]) => {
  const { state, detail, lastExit } = describePart('orders', part);
  return { state, detail, lastExit };
};

for (const [when, part, expected] of [
  ['is not there', undefined, { state: 'stopped', detail: null, lastExit: null }],
  [
    'is to have no pod',
    madeUpPart([], [madeUpWorkload({ replicas: 0 })]),
    { state: 'stopped', detail: null, lastExit: null },
  ],
  ['is ready', madeUpPart([madeUpPod()]), { state: 'ready', detail: null, lastExit: null }],
  [
    'has no pod yet',
    madeUpPart([], [madeUpWorkload({ updated: 0 })]),
    { state: 'starting', detail: 'its pod is being made', lastExit: null },
  ],
  [
    'has a pod that only starts',
    madeUpPart([madeUpPod({ ready: false })]),
    { state: 'starting', detail: 'does not answer yet', lastExit: null },
  ],
  [
    'does not answer any more',
    madeUpPart([madeUpPod({ ready: false, started: true })]),
    { state: 'unready', detail: 'does not answer yet', lastExit: null },
  ],
  [
    'is changed, and the cluster has not looked',
    madeUpPart([madeUpPod()], [madeUpWorkload({ behind: true })]),
    { state: 'starting', detail: 'its pod is being made', lastExit: null },
  ],
  [
    'has a new pod beside the one that ends',
    madeUpPart([madeUpPod(), madeUpPod({ ending: true })]),
    { state: 'starting', detail: 'the one before it is ending', lastExit: null },
  ],
  [
    'ends again and again beside one that is ready',
    madeUpPart([
      madeUpPod(),
      madeUpPod({ ready: false, restarts: 1, state: waiting('CrashLoopBackOff'), lastState: ended(1) }),
    ]),
    { state: 'failed', detail: 'exited with code 1', lastExit: 'exited with code 1' },
  ],
  [
    'has ended once',
    madeUpPart([madeUpPod({ ready: false, state: ended(1) })]),
    { state: 'starting', detail: 'exited with code 1', lastExit: 'exited with code 1' },
  ],
  [
    'reads what is not there',
    madeUpPart([madeUpPod({ ready: false, state: waiting(NO_CONFIG, 'configmap "bookstore" not found') })]),
    { state: 'failed', detail: 'configmap "bookstore" not found', lastExit: null },
  ],
  [
    'reads what its node has not seen yet',
    madeUpPart([
      madeUpPod({
        ready: false,
        state: waiting(NO_CONFIG, `${NOT_SEEN}: timed out waiting for the condition`),
      }),
    ]),
    { state: 'starting', detail: `${NOT_SEEN}: timed out waiting for the condition`, lastExit: null },
  ],
  [
    'has a node that is late to make its container',
    madeUpPart([
      madeUpPod({ ready: false, state: waiting('CreateContainerError', 'context deadline exceeded') }),
    ]),
    { state: 'starting', detail: 'context deadline exceeded', lastExit: null },
  ],
  [
    'was killed for its memory',
    madeUpPart([madeUpPod({ restarts: 1, lastState: ended(137, 'OOMKilled') })]),
    { state: 'ready', detail: null, lastExit: 'it needed more memory than its limit in deploy/k8s' },
  ],
  [
    'has ended well, with its node',
    madeUpPart([madeUpPod({ restarts: 1, lastState: ended(0, 'Completed') })]),
    { state: 'ready', detail: null, lastExit: null },
  ],
  [
    'has no image of ours',
    madeUpPart([madeUpPod({ ready: false, state: waiting('ErrImagePull', 'denied') })]),
    {
      state: 'failed',
      detail: 'the cluster has no image bookstore-tracing-lab/bookstore:0.1.0',
      lastExit: null,
    },
  ],
  [
    'has an image that may still come',
    madeUpPart([
      madeUpPod({ ready: false, image: 'postgres:18', state: waiting('ImagePullBackOff', 'timeout') }),
    ]),
    { state: 'starting', detail: 'its image postgres:18 cannot be pulled: timeout', lastExit: null },
  ],
  [
    'finds no room',
    madeUpPart([madeUpPod({ ready: false, unscheduled: '0/1 nodes are available: 1 Insufficient memory.' })]),
    {
      state: 'starting',
      detail: 'no node takes it: 0/1 nodes are available: 1 Insufficient memory.',
      lastExit: null,
    },
  ],
] as const) {
  test(`When a part ${when}, then it is ${expected.state}`, () => {
    assert.deepEqual(describe(part), expected);
  });
}

test('When a part has two tiers, then both must be ready, and its age is that of the older', () => {
  const tiers = [madeUpWorkload({ kind: 'StatefulSet', replicas: 2 }), madeUpWorkload({ kind: 'DaemonSet' })];
  const pods = [madeUpPod(), madeUpPod(), madeUpPod({ restarts: 2 })];
  const part = describePart('collector', madeUpPart(pods, tiers), 'http://127.0.0.1:4317', 5);
  assert.equal(part.state, 'ready');
  assert.equal(part.restarts, 2);
  assert.equal(part.uptimeSeconds, 60);
  assert.equal(part.url, 'http://127.0.0.1:4317');
  assert.equal(describePart('collector', madeUpPart(pods.slice(1), tiers)).state, 'starting');
});

test('When kubectl lists objects, then by part: of two tiers one, without evicted pods and strangers', () => {
  const labels = (name: string) => ({ labels: { 'app.kubernetes.io/name': name } });
  const pod = madeUpPod();
  const item = (name: string, phase = 'Running') => ({
    ...pod,
    kind: 'Pod',
    metadata: { ...pod.metadata, ...labels(name) },
    status: { ...pod.status, phase },
  });
  const items = [
    item('collector-agent'),
    item('collector-gateway'),
    item('orders', 'Failed'),
    item('trial-jaeger'),
    { ...madeUpWorkload(), metadata: { ...madeUpWorkload().metadata, ...labels('orders') } },
  ];
  const parts = parseObjects(JSON.stringify({ items }));
  assert.deepEqual([...parts.keys()], ['collector', 'orders']);
  assert.equal(parts.get('collector')?.pods.length, 2);
  assert.deepEqual(parts.get('orders')?.pods, []);
  assert.equal(parts.get('orders')?.workloads.length, 1);
});

test('When a kubelet tells the memory of its pods, then it is read in bytes, of all containers', () => {
  const summary = {
    pods: [
      { podRef: { name: 'a' }, containers: [{ memory: { workingSetBytes: 5 } }, { memory: {} }] },
      { podRef: { name: 'b' } },
    ],
  };
  assert.deepEqual(
    parseSummary(JSON.stringify(summary)),
    new Map([
      ['a', 5],
      ['b', 0],
    ]),
  );
});
