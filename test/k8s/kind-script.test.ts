// scripts/kind.sh with a kind, a Docker and a kubectl that only write down what they are asked: what it does when, and what
// it says when something is missing, taken, half made or interrupted. With a cluster to hand over: kind-handover.test.ts.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { after, before, beforeEach, test } from 'node:test';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { scratchClone } from '../scratch-clone.ts';
import { type FakeTools, fakeTools } from './fake-tools.ts';
import { freeHostPorts, listenOn } from './free-host-ports.ts';
import { type Ended, startKindScript } from './run-kind-script.ts';

const LIMIT_MS = 30_000;
const clone = scratchClone('lab-kind-script-');
const users = clone.path('users-kubeconfig');
const kubeconfig = clone.path('.lab/kind/kubeconfig');

const DOCKER = { info: 'echo 8000000000', build: 'echo built', start: 'true' };
const MADE = `for last; do before=$now; now=$last; [ "$before" = --kubeconfig ] && echo made >"$last"; done; true`;
const KIND = {
  version: 'echo kind v0.33.0 go1.25.1 linux/amd64',
  'get clusters': 'echo "No kind clusters found." >&2',
  'create cluster': MADE,
  'delete cluster': 'true',
  'load docker-image': 'true',
  'export kubeconfig': MADE,
};
const NAMESPACE = 'echo "{ apiVersion: v1, kind: Namespace, metadata: { name: bookstore } }"';
const CLUSTER = `--kubeconfig ${kubeconfig} `;
const KUBECTL = {
  version: `echo '{ "clientVersion": { "gitVersion": "v1.34.4" } }'`,
  [`${CLUSTER}config current-context`]: 'echo kind-bookstore-lab',
  [`${CLUSTER}kustomize`]: NAMESPACE,
  [`${CLUSTER}apply`]: 'cat >/dev/null',
  [`${CLUSTER}get --raw /readyz`]: 'true',
  [`${CLUSTER}get`]: `echo '{ "items": [] }'`,
};

let tools: FakeTools;
let ports: number[] = [];

before(async () => {
  ports = await freeHostPorts(clone.path('deploy/k8s/kind.yaml'));
});

beforeEach(() => {
  rmSync(clone.path('.lab'), { recursive: true, force: true });
  rmSync(clone.path('tools'), { recursive: true, force: true });
  tools = fakeTools(clone.path('tools'));
  tools.answer('docker', DOCKER);
  tools.answer('kind', KIND);
  tools.answer('kubectl', KUBECTL);
  writeFileSync(users, "the user's own");
});

after(() => clone.remove());

for (const [when, change, message, advice] of [
  ['kind is missing', () => remove('kind'), /^kind is not installed\./, /kind\.sigs\.k8s\.io/],
  ['kubectl is missing', () => remove('kubectl'), /^kubectl is not installed\./, /kubernetes\.io/],
  ['Docker is missing', () => remove('docker'), /^Docker is not installed\./, /docs\.docker\.com/],
  [
    'Docker does not run',
    () => tools.answer('docker', { info: 'echo "Cannot connect to the Docker daemon" >&2; exit 1' }),
    /^Docker is installed, but its daemon does not answer\./,
    /start Docker/,
  ],
  [
    'Docker has little memory',
    () => tools.answer('docker', { info: 'echo 2147483648' }),
    /^Docker has 2\.0 GiB of memory, and the lab in a cluster needs 4\.0\./,
    /give it more/,
  ],
  [
    'kubectl is old',
    () => tools.answer('kubectl', { version: `echo '{ "gitVersion": "v1.29.3" }'` }),
    /^kubectl is v1\.29\.3, and the lab needs 1\.30 or newer\./,
    /kubernetes\.io/,
  ],
  [
    'kind is old',
    () => tools.answer('kind', { version: 'echo kind v0.20.0 go1.20' }),
    /^kind is v0\.20\.0, and the lab needs 0\.33 or newer\./,
    /kind\.sigs\.k8s\.io/,
  ],
] as const) {
  test(`When ${when}, then \`up\` says so and how to get it, and makes nothing`, async () => {
    change();
    const { code, said } = await kindScript('up');
    assert.match(said, message);
    assert.match(said, advice);
    assert.equal(code, 3);
    assert.deepEqual(changes(), []);
  });
}

test('When a port of the lab is taken, then `up` names it and who has it, and makes nothing', async () => {
  const [port] = ports;
  const squatter = await listenOn(port ?? 0);
  const { code, said } = await kindScript('up');
  squatter.close();
  assert.match(said, new RegExp(`^Port ${port} \\(storefront\\) is taken by .*pid ${process.pid}`));
  assert.match(said, /npx lab down/);
  assert.equal(code, 3);
  assert.deepEqual(changes(), []);
});

test('When all is there, then `up` makes the cluster with a kubeconfig of its own, and loads the image, before it applies', async () => {
  const up = start('up');
  assert.ok(await waitUntil(() => tools.calls().some((call) => call.includes(' apply ')), LIMIT_MS));
  up.child.kill('SIGINT');
  await up.ended;
  const image = 'bookstore-tracing-lab/bookstore:0.1.0';
  assert.deepEqual(changes().slice(0, 4), [
    `kind create cluster --name bookstore-lab --config ${clone.path('deploy/k8s/kind.yaml')} --kubeconfig ${kubeconfig} --wait 120s`,
    `docker build --tag ${image} --build-arg NODE_IMAGE=node:24-bookworm-slim --file services/Dockerfile .`,
    `kind load docker-image ${image} --name bookstore-lab`,
    `kubectl --kubeconfig ${kubeconfig} apply --openapi-patch=false --validate=false --filename -`,
  ]);
  const asked = tools.calls().filter((call) => call.startsWith('kubectl ') && !call.includes('version'));
  assert.deepEqual(
    asked.filter((call) => !call.startsWith(`kubectl --kubeconfig ${kubeconfig} `)),
    [],
  );
  assert.equal(readFileSync(users, 'utf8'), "the user's own");
});

for (const [when, tool, answers] of [
  ['the cluster is being made', 'kind', { ...KIND, 'create cluster': `${MADE}; exec sleep 60` }],
  ['the image is being built', 'docker', { ...DOCKER, build: 'exec sleep 60' }],
  ['parts are awaited', 'kubectl', KUBECTL],
] as const) {
  test(`When Ctrl-C comes while ${when}, then the cluster is removed again, and nothing is left`, async () => {
    tools.answer(tool, answers);
    const up = start('up');
    const awaited = { kind: 'kind create', docker: 'docker build', kubectl: `get deployments` }[tool];
    assert.ok(
      await waitUntil(
        () => tools.calls().some((call) => call.includes(awaited) && (tool !== 'kubectl' || applied())),
        LIMIT_MS,
      ),
      tools.calls().join('\n'),
    );
    up.child.kill('SIGINT');
    const { code, said } = await up.ended;
    assert.match(said, /Interrupted: what had been started is removed again\./);
    assert.equal(code, 130);
    assert.equal(changes().at(-1), `kind delete cluster --name bookstore-lab --kubeconfig ${kubeconfig}`);
    assert.equal(existsSync(clone.path('.lab/kind')), false);
  });
}

test('When kind cannot make the cluster, then its own reason is told, and what it has begun is removed', async () => {
  const reason = 'ERROR: failed to create cluster: failed to pull image: no such host';
  tools.answer('kind', { ...KIND, 'create cluster': `${MADE}; echo "${reason}" >&2; exit 1` });
  const { code, said } = await kindScript('up');
  assert.match(said, /kind could not make the cluster: failed to create cluster: .*no such host/);
  assert.equal(code, 3);
  assert.match(changes().at(-1) ?? '', /^kind delete cluster/);
  assert.equal(existsSync(clone.path('.lab/kind')), false);
});

test('When the image cannot be built, then the reason is told, and the cluster stays for the next `up`', async () => {
  tools.answer('docker', { ...DOCKER, build: 'echo "npm error network" >&2; exit 1' });
  const { code, said } = await kindScript('up');
  assert.match(said, /image cannot be built: npm error network/);
  assert.equal(code, 3);
  assert.ok(existsSync(kubeconfig));
});

test('When a cluster is there that does not answer, then it is called half made, and `down` removes it', async () => {
  tools.answer('kind', {
    ...KIND,
    'get clusters': 'echo bookstore-lab',
    'export kubeconfig': 'echo "ERROR: failed to get cluster internal kubeconfig" >&2; exit 1',
  });
  const { code, said } = await kindScript('up');
  assert.match(said, /The cluster bookstore-lab is there, but does not answer: it may be half made\./);
  assert.match(said, /scripts\/kind\.sh down/);
  assert.equal(code, 3);
  assert.deepEqual(await kindScript('down'), {
    code: 0,
    said: 'The cluster bookstore-lab is removed, with all that was in it.\n',
  });
  assert.equal(existsSync(clone.path('.lab/kind')), false);
});

test('When there is no cluster, then `down`, `status`, `load` and `open` say so', async () => {
  assert.deepEqual(await kindScript('down'), { code: 0, said: 'There was no cluster.\n' });
  assert.deepEqual(await kindScript('status'), { code: 0, said: 'There is no cluster bookstore-lab.\n' });
  for (const command of ['load', 'open']) {
    const { code, said } = await kindScript(command);
    assert.equal(said, 'There is no cluster bookstore-lab.\n\nNext:\n  scripts/kind.sh up\n');
    assert.equal(code, 3);
  }
});

test('When the words are wrong, then it shows how it is used', async () => {
  for (const words of [[], ['upp'], ['up', 'more']]) {
    const { code, said } = await start(...words).ended;
    assert.match(said, /^Usage: scripts\/kind\.sh up\|down\|status\|load\|open/);
    assert.equal(code, 2);
  }
  assert.equal((await kindScript('--help')).code, 0);
});

/** What was asked of the tools that makes or removes something. */
function changes(): string[] {
  return tools.calls().filter((call) => /(create|delete|load|build|apply)\b/.test(call));
}

function applied(): boolean {
  return tools.calls().some((call) => call.includes(' apply '));
}

function remove(tool: string): void {
  rmSync(clone.path('tools', tool));
}

function start(...words: string[]): ReturnType<typeof startKindScript> {
  return startKindScript(clone, tools, users, ...words);
}

function kindScript(...words: string[]): Promise<Ended> {
  return start(...words).ended;
}
