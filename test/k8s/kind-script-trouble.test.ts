// scripts/kind.sh, with tools that only write down what they are asked, when it is interrupted, or something fails half-way.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, beforeEach, test } from 'node:test';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { DOCKER, KIND, MADE, scriptBench } from './script-bench.ts';

const LIMIT_MS = 30_000;
const bench = await scriptBench('lab-kind-trouble-');

beforeEach(() => void bench.reset());
after(() => bench.clone.remove());

for (const [when, tool, answers] of [
  ['the cluster is being made', 'kind', { ...KIND, 'create cluster': `${MADE}; exec sleep 60` }],
  ['the image is being built', 'docker', { ...DOCKER, build: 'exec sleep 60' }],
  ['parts are awaited', 'kubectl', bench.kubectl],
] as const) {
  test(`When Ctrl-C comes while ${when}, then the cluster is removed again, and nothing is left`, async () => {
    bench.answer(tool, answers);
    const up = bench.start('up');
    const awaited = { kind: 'kind create', docker: 'docker build', kubectl: `get deployments` }[tool];
    assert.ok(
      await waitUntil(
        () =>
          bench
            .calls()
            .some(
              (call) =>
                call.includes(awaited) &&
                (tool !== 'kubectl' || bench.calls().some((one) => one.includes(' apply '))),
            ),
        LIMIT_MS,
      ),
      bench.calls().join('\n'),
    );
    up.child.kill('SIGINT');
    const { code, said } = await up.ended;
    assert.match(said, /Interrupted: what had been started is removed again\./);
    assert.equal(code, 130);
    assert.equal(
      bench.changes().at(-1),
      `kind delete cluster --name bookstore-lab --kubeconfig ${bench.kubeconfig}`,
    );
    assert.ok(bench.isNothingLeft());
  });
}

test('When kind cannot make the cluster, then its own reason is told, and what it has begun is removed', async () => {
  const reason = 'ERROR: failed to create cluster: failed to pull image: no such host';
  bench.answer('kind', { ...KIND, 'create cluster': `${MADE}; echo "${reason}" >&2; exit 1` });
  const { code, said } = await bench.run('up');
  assert.match(said, /kind could not make the cluster: failed to create cluster: .*no such host/);
  assert.equal(code, 3);
  assert.match(bench.changes().at(-1) ?? '', /^kind delete cluster/);
  assert.ok(bench.isNothingLeft());
});

test('When the image cannot be built, then the reason is told, and the cluster stays for the next `up`', async () => {
  bench.answer('docker', { ...DOCKER, build: 'echo "npm error network" >&2; exit 1' });
  const { code, said } = await bench.run('up');
  assert.match(said, /image cannot be built: npm error network/);
  assert.equal(code, 3);
  assert.ok(existsSync(bench.kubeconfig));
});

test('When a cluster is there that does not answer, then it is called half made, and `down` removes it', async () => {
  bench.answer('kind', {
    ...KIND,
    'get clusters': 'echo bookstore-lab',
    'export kubeconfig': 'echo "ERROR: failed to get cluster internal kubeconfig" >&2; exit 1',
  });
  const { code, said } = await bench.run('up');
  assert.match(said, /The cluster bookstore-lab is there, but does not answer: it may be half made\./);
  assert.match(said, /scripts\/kind\.sh down/);
  assert.equal(code, 3);
  assert.deepEqual(await bench.run('down'), {
    code: 0,
    said: 'The cluster bookstore-lab is removed, with all that was in it.\n',
  });
  assert.ok(bench.isNothingLeft());
});
