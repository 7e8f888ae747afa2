// scripts/kind.sh with a kind, a Docker and a kubectl that only write down what they are asked: what it does when, and what
// it says when something is missing or taken. What goes wrong later: kind-script-trouble.test.ts; with a cluster to hand
// over: live/handover.test.ts.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { listenOn } from './free-host-ports.ts';
import { scriptBench } from './script-bench.ts';

const LIMIT_MS = 30_000;
const bench = await scriptBench('lab-kind-script-');

beforeEach(() => void bench.reset());
after(() => bench.clone.remove());

for (const [when, change, message, advice] of [
  ['kind is missing', () => bench.remove('kind'), /^kind is not installed\./, /kind\.sigs\.k8s\.io/],
  ['kubectl is missing', () => bench.remove('kubectl'), /^kubectl is not installed\./, /kubernetes\.io/],
  ['Docker is missing', () => bench.remove('docker'), /^Docker is not installed\./, /docs\.docker\.com/],
  [
    'Docker does not run',
    () => bench.answer('docker', { info: 'echo "Cannot connect to the Docker daemon" >&2; exit 1' }),
    /^Docker is installed, but its daemon does not answer\./,
    /start Docker/,
  ],
  [
    'Docker has little memory',
    () => bench.answer('docker', { info: 'echo 2147483648' }),
    /^Docker has 2\.0 GiB of memory, and the lab in a cluster needs 4\.0\./,
    /give it more/,
  ],
  [
    'kubectl is old',
    () => bench.answer('kubectl', { version: `echo '{ "gitVersion": "v1.29.3" }'` }),
    /^kubectl is v1\.29\.3, and the lab needs 1\.30 or newer\./,
    /kubernetes\.io/,
  ],
  [
    'kind is old',
    () => bench.answer('kind', { version: 'echo kind v0.20.0 go1.20' }),
    /^kind is v0\.20\.0, and the lab needs 0\.33 or newer\./,
    /kind\.sigs\.k8s\.io/,
  ],
] as const) {
  test(`When ${when}, then \`up\` says so and how to get it, and makes nothing`, async () => {
    change();
    const { code, said } = await bench.run('up');
    assert.match(said, message);
    assert.match(said, advice);
    assert.equal(code, 3);
    assert.deepEqual(bench.changes(), []);
  });
}

test('When a port of the lab is taken, then `up` names it and who has it, and makes nothing', async () => {
  const [port] = bench.ports;
  const squatter = await listenOn(port ?? 0);
  const { code, said } = await bench.run('up');
  squatter.close();
  assert.match(said, new RegExp(`^Port ${port} \\(storefront\\) is taken by .*pid ${process.pid}`));
  assert.match(said, /npx lab down/);
  assert.equal(code, 3);
  assert.deepEqual(bench.changes(), []);
});

test('When all is there, then `up` makes the cluster with a kubeconfig of its own, and loads the image, before it applies', async () => {
  const up = bench.start('up');
  assert.ok(await waitUntil(() => bench.calls().some((call) => call.includes(' apply ')), LIMIT_MS));
  up.child.kill('SIGINT');
  await up.ended;
  const image = 'bookstore-tracing-lab/bookstore:0.1.0';
  assert.deepEqual(bench.changes().slice(0, 4), [
    `kind create cluster --name bookstore-lab --config ${bench.clone.path('deploy/k8s/kind.yaml')} --kubeconfig ${bench.kubeconfig} --wait 120s`,
    `docker build --tag ${image} --build-arg NODE_IMAGE=node:24-bookworm-slim --file services/Dockerfile .`,
    `kind load docker-image ${image} --name bookstore-lab`,
    `kubectl --kubeconfig ${bench.kubeconfig} apply --openapi-patch=false --validate=false --filename -`,
  ]);
  const asked = bench.calls().filter((call) => call.startsWith('kubectl ') && !call.includes('version'));
  assert.deepEqual(
    asked.filter((call) => !call.startsWith(`kubectl --kubeconfig ${bench.kubeconfig} `)),
    [],
  );
  assert.ok(bench.isUsersUntouched());
});

test('When there is no cluster, then `down`, `status`, `load` and `open` say so', async () => {
  assert.deepEqual(await bench.run('down'), { code: 0, said: 'There was no cluster.\n' });
  assert.deepEqual(await bench.run('status'), { code: 0, said: 'There is no cluster bookstore-lab.\n' });
  for (const command of ['load', 'open']) {
    const { code, said } = await bench.run(command);
    assert.equal(said, 'There is no cluster bookstore-lab.\n\nNext:\n  scripts/kind.sh up\n');
    assert.equal(code, 3);
  }
});

test('When the words are wrong, then it shows how it is used', async () => {
  for (const words of [[], ['upp'], ['up', 'more']]) {
    const { code, said } = await bench.run(...words);
    assert.match(said, /^Usage: scripts\/kind\.sh up\|down\|status\|load\|open/);
    assert.equal(code, 2);
  }
  assert.equal((await bench.run('--help')).code, 0);
});
