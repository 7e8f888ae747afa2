import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PARTS_OF_STORES, type Stores } from '../../../lab/engine/engine.ts';
import { awaitReachable } from '../../../lab/engine/kind/await-reachable.ts';
import { findCluster } from '../../../lab/engine/kind/cluster.ts';
import { homePaths } from '../../../lab/engine/local/home-paths.ts';
import { partsWith } from '../../../lab/engine/parts-of-stores.ts';
import { readStores } from '../../../lab/engine/read-stores.ts';
import { type OpenStores, storesAt } from '../../../lab/stores/open-stores.ts';
import { REPOSITORY } from '../render.ts';
import { withoutKubectl } from '../without-kubectl.ts';

const ROLLOUT_LIMIT = '300s';
const FOLDER = join(REPOSITORY, '.lab/test-k8s');

/** For a test's `skip`: false where the kubeconfig of a cluster that the test may change is named, and kubectl is there. */
export function withoutCluster(): string | false {
  if (!process.env.LAB_TEST_KUBECONFIG)
    return 'needs LAB_TEST_KUBECONFIG: a cluster that the test may change';
  return withoutKubectl();
}

/** The same for a test that starts the lab: LAB_TEST_LIVE says that the images are loaded. */
export function withoutLiveCluster(): string | false {
  if (!process.env.LAB_TEST_LIVE)
    return 'needs LAB_TEST_KUBECONFIG, the images loaded there, and LAB_TEST_LIVE=1';
  return withoutCluster();
}

/** Runs kubectl against the test's cluster and returns what it prints; throws with what it says when it fails. */
export function kubectl(args: string[], input = ''): string {
  return execFileSync('kubectl', args, {
    encoding: 'utf8',
    input,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, KUBECONFIG: process.env.LAB_TEST_KUBECONFIG },
  });
}

/** Applies the lab as kind runs it, with these components of deploy/k8s, and waits until every part is ready and reached. */
export async function bringUpLab(...components: string[]): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const up = '../../deploy/k8s';
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [`${up}/overlays/${storesOfTest() === 'open' ? 'kind-open' : 'kind'}`],
    components: components.map((name) => `${up}/${name}`),
  };
  try {
    writeFileSync(join(FOLDER, 'kustomization.yaml'), JSON.stringify(kustomization));
    kubectl(['apply', '--openapi-patch=false', '-k', FOLDER]);
  } finally {
    rmSync(FOLDER, { recursive: true, force: true });
  }
  for (const namespace of ['bookstore', 'tracing']) {
    const workloads = kubectl(['get', 'deploy,sts,ds', '-n', namespace, '-o', 'name']).trim().split('\n');
    for (const workload of workloads)
      kubectl(['rollout', 'status', '-n', namespace, workload, `--timeout=${ROLLOUT_LIMIT}`]);
  }
  process.env.LAB_KUBECONFIG = process.env.LAB_TEST_KUBECONFIG;
  await awaitReachable(findCluster(homePaths()), partsWith(storesOfTest()));
}

/** Where a port of the lab, by its name in .env, is reached: at the node itself. */
export function addressOf(port: string): string {
  const [host = ''] = kubectl([
    'get',
    'nodes',
    '-o',
    'jsonpath={.items[0].status.addresses[?(@.type=="InternalIP")].address}',
  ]).split(' ');
  const services = JSON.parse(kubectl(['get', 'services', '-A', '-o', 'json'])) as {
    items: Array<{ metadata: { name: string }; spec: { ports: Array<{ nodePort: number }> } }>;
  };
  const service = services.items.find(({ metadata }) => metadata.name === `node-port-${port}`);
  if (!service) throw new Error(`there is no Service node-port-${port}`);
  return `${host}:${service.spec.ports[0]?.nodePort}`;
}

/** Where the shop's database is reached. */
export function postgresUrl(): string {
  return `postgres://bookstore:bookstore@${addressOf('postgres')}/bookstore`;
}

/** The kind of stores that the test runs the lab with: STORES, as for the lab itself. */
export function storesOfTest(): Stores {
  return readStores() ?? 'grafana';
}

/** The stores of traces and logs in the cluster. */
export function storesOfCluster(): OpenStores {
  const stores = storesAt({
    ...Object.fromEntries(PARTS_OF_STORES[storesOfTest()].map((name) => [name, `http://${addressOf(name)}`])),
    prometheus: `http://${addressOf('prometheus')}`,
    'collector-metrics': [],
  });
  if (!stores) throw new Error('the cluster has no stores');
  return stores;
}
