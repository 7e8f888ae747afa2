import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { readChapterEnv } from '../chapter-env.ts';
import type { Sampling, Stores } from '../engine.ts';
import { REPOSITORY } from '../local/home-paths.ts';
import { readSampling } from '../read-sampling.ts';
import { wantsTrialJaeger } from '../trial-jaeger.ts';
import { findPlaces } from './addresses.ts';
import { askKubectl } from './ask-kubectl.ts';
import { chooseStores } from './choose-stores.ts';
import { type Cluster, folderOf } from './cluster.ts';
import { inspectCluster } from './inspect-cluster.ts';
import { isWorkload, labelOf, type Manifest } from './manifest.ts';
import { prepareManifests, STARTED_AT } from './prepare-manifests.ts';
import { removeOtherStores } from './remove-other-stores.ts';
import { savedSources } from './saved-sources.ts';
import { isOfTrialJaeger, removeTrialJaeger } from './trial-jaeger.ts';

/** `all`: what has changed is started anew. `anew`: these, by their labels, changed or not. `start`, `stop`: these have pods, or none. */
export type Change = 'all' | { how: 'anew' | 'start' | 'stop'; workloads: string[] };

export const APPLY_LIMIT_MS = 180_000;
// By kubectl's own knowledge of the types: asking the API server for theirs takes ten seconds. The tests ask it.
const APPLY = ['apply', '--openapi-patch=false', '--validate=false', '--filename', '-'];
const OVERLAYS: Record<Stores, string> = { grafana: 'kind', open: 'kind-open' };
const TRIAL = ['deploy/k8s/trial-jaeger', 'deploy/k8s/trial-jaeger/node-port'];
const SERVICES = ['shared', 'storefront', 'orders', 'payments-worker', 'payment-gateway'];

/** Hands the cluster the lab as it is saved on this machine now, and does not wait for its pods. Throws LabError. */
export async function applyLab(cluster: Cluster, change: Change, signal?: AbortSignal): Promise<void> {
  const sampling = readSampling();
  const chapter = readChapterEnv();
  const stores = await chooseStores(cluster);
  const trial = wantsTrialJaeger(chapter);
  const rendered = await renderManifests(cluster, { stores, sampling, trial }, signal);
  const labels = change === 'all' ? [] : change.workloads;
  const prepared = prepareManifests(rendered, {
    sources: savedSources(SERVICES),
    chapter,
    sampling,
    places: await findPlaces(cluster),
    startedAt: await startTimes(cluster, change !== 'all' && change.how === 'anew' ? labels : []),
    stopped: change !== 'all' && change.how === 'stop' ? labels : [],
  });
  const chosen = change === 'all' ? prepared : ofWorkloads(prepared, labels);
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: chosen });
  await askKubectl(cluster, APPLY, { input, limitMs: APPLY_LIMIT_MS, signal });
  if (!trial) await removeTrialJaeger(cluster);
  if (change === 'all') await removeOtherStores(cluster, stores);
}

async function renderManifests(
  cluster: Cluster,
  { stores, sampling, trial }: { stores: Stores; sampling: Sampling; trial: boolean },
  signal?: AbortSignal,
): Promise<Manifest[]> {
  const folder = join(folderOf(cluster.paths), 'overlay');
  // Kustomize takes no absolute paths.
  const at = (path: string) => relative(folder, join(REPOSITORY, path));
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [
      at(`deploy/k8s/overlays/${OVERLAYS[stores]}`),
      ...(trial ? TRIAL.map((folder) => at(folder)) : []),
    ],
    components: [
      ...(sampling === 'off' ? [] : [at(`deploy/k8s/sampling/${sampling}`)]),
      ...(trial ? [at('deploy/collector/trial-jaeger')] : []),
    ],
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify(kustomization));
  const text = await askKubectl(cluster, ['kustomize', folder], { signal });
  return parseAllDocuments(text).map((document) => document.toJS() as Manifest);
}

/** When each workload was started anew on purpose: these now, the others as the cluster knows. */
async function startTimes(cluster: Cluster, anew: string[]): Promise<Map<string, string>> {
  const workloads = [...(await inspectCluster(cluster)).values()].flatMap((part) => part.workloads);
  const known = workloads.flatMap(({ metadata, spec }) => {
    const startedAt = spec.template.metadata.annotations?.[STARTED_AT];
    return startedAt ? [[metadata.name, startedAt] as const] : [];
  });
  const now = new Date().toISOString();
  return new Map([...known, ...anew.map((name) => [name, now] as const)]);
}

/** The workloads of these labels, and the config maps that they name; and the trial Jaeger, which only the Collector knows. */
function ofWorkloads(manifests: Manifest[], labels: string[]): Manifest[] {
  const workloads = manifests.filter((one) => isWorkload(one) && labels.includes(labelOf(one)));
  const text = JSON.stringify(workloads);
  const maps = manifests.filter(
    ({ kind, metadata }) => kind === 'ConfigMap' && text.includes(`"${metadata.name}"`),
  );
  return [...maps, ...workloads, ...manifests.filter(isOfTrialJaeger)];
}
