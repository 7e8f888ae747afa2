// scripts/kind.sh from the first word to the last, with a kind that hands over a running cluster in place of making one.
// Needs LAB_TEST_KUBECONFIG, the images loaded there, and LAB_TEST_LIVE=1.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { findExecutable } from '../../../lab/engine/local/process/find-executable.ts';
import { partsWith } from '../../../lab/engine/parts-of-stores.ts';
import { scratchClone } from '../../scratch-clone.ts';
import { type FakeTools, fakeTools } from '../fake-tools.ts';
import { freeHostPorts } from '../free-host-ports.ts';
import { startKindScript } from '../run-kind-script.ts';
import { kubectl, storesOfTest, withoutLiveCluster } from './live-cluster.ts';

const SCRIPT_LIMIT_MS = 300_000;
const TEST_LIMIT_MS = 600_000;

describe('scripts/kind.sh, handed a cluster', { skip: withoutLiveCluster(), timeout: TEST_LIMIT_MS }, () => {
  const clone = scratchClone('lab-handover-');
  const users = clone.path('users-kubeconfig');
  let tools: FakeTools;
  const kindScript = (word: string) => startKindScript(clone, tools, users, SCRIPT_LIMIT_MS, word).ended;

  before(async () => {
    const given = process.env.LAB_TEST_KUBECONFIG ?? '';
    const real = findExecutable('kubectl');
    await freeHostPorts(clone.path('deploy/k8s/kind.yaml'));
    writeFileSync(users, "the user's own");
    tools = fakeTools(clone.path('tools'));
    tools.answer('docker', { info: 'echo 8000000000', build: 'true', start: 'true' });
    tools.answer('kubectl', { '': `exec "${real}" "$@"` });
    const own = clone.path('.lab/kind/kubeconfig');
    tools.answer('kind', {
      version: 'echo kind v0.33.0 go1.25.1 linux/amd64',
      'get clusters': `[ ! -f "${clone.path('made')}" ] || echo bookstore-lab`,
      'create cluster': `cp "${given}" "${own}" && touch "${clone.path('made')}"`,
      'export kubeconfig': `cp "${given}" "${own}"`,
      'load docker-image': 'true',
      'delete cluster': `rm -f "${clone.path('made')}"; "${real}" --kubeconfig "${given}" delete namespace --ignore-not-found bookstore tracing >&2`,
    });
  });

  after(() => {
    kubectl(['delete', 'namespace', '--ignore-not-found', 'bookstore', 'tracing']);
    clone.remove();
  });

  test('When `up` ends, then a first trace was read back from its store, and it says where everything is', async () => {
    const { code, said } = await kindScript('up');
    assert.equal(code, 0, said);
    console.log(/The lab is ready after .*/.exec(said)?.[0]);
    assert.match(said, /A first checkout, paid, and its trace read back from (Tempo|Jaeger)/);
    for (const name of ['Bookstore', 'Workbook', storesOfTest() === 'open' ? 'Jaeger' : 'Grafana'])
      assert.match(said, new RegExp(`${name} +http://`));
  });

  test('When `up` is typed again, then it says that the lab runs, and makes no other cluster', async () => {
    const { code, said } = await kindScript('up');
    assert.equal(code, 0, said);
    assert.match(said, /The lab is already running\./);
    assert.equal(tools.calls().filter((call) => call.startsWith('kind create')).length, 1);
  });

  test('When `status` and `open` are asked, then every part is ready, and the shop has an address', async () => {
    const { code, said } = await kindScript('status');
    assert.equal(code, 0, said);
    assert.equal(said.match(/ ready /g)?.length, partsWith(storesOfTest()).length, said);
    assert.match((await kindScript('open')).said, /Bookstore +http:\/\//);
  });

  test('When `down` ends, then nothing of the lab is left, and the user’s own kubeconfig is as it was', async () => {
    const { code, said } = await kindScript('down');
    assert.equal(code, 0, said);
    assert.equal(kubectl(['get', 'namespace', '--ignore-not-found', 'bookstore', 'tracing']), '');
    assert.equal(readFileSync(users, 'utf8'), "the user's own");
  });
});
