import { createHash } from 'node:crypto';
import type { Sampling } from '../engine.ts';
import type { Places } from './addresses.ts';
import { type ConfigMap, isWorkload, labelOf, type Manifest, type WorkloadManifest } from './manifest.ts';
import { readNodePorts } from './node-ports.ts';
import type { SavedFolder } from './saved-sources.ts';

/** What a lab on this machine adds to the manifests of deploy/k8s. */
export type Additions = {
  /** What is saved in services/, folder by folder. */
  sources: SavedFolder[];
  /** The variables of the active chapter; LAB_REPLICAS_ORDERS, and so on, is how many pods that part gets. */
  chapter: Record<string, string>;
  sampling: Sampling;
  places: Places;
  /** When each workload was last started anew on purpose; another time makes new pods. By its label. */
  startedAt: Map<string, string>;
  /** Workloads that are to have no pods, by their labels. */
  stopped: readonly string[];
};

export const STARTED_AT = 'bookstore/started-at';
export const SAMPLING = 'bookstore/sampling';
const GATEWAY = 'collector-gateway';
const SHARED = 'shared';
// No node has it.
const NOWHERE = { 'bookstore/stopped': 'true' };

/** The manifests with what is saved and set on this machine now. */
export function prepareManifests(manifests: Manifest[], additions: Additions): Manifest[] {
  const { sources, chapter } = additions;
  const maps = [...sources.map(hashed), chapterMap(forServices(chapter))].map(labelled);
  const [namespaces, others] = [
    manifests.filter(({ kind }) => kind === 'Namespace'),
    manifests.filter(({ kind }) => kind !== 'Namespace'),
  ];
  const prepared = others.map((one) => (isWorkload(one) ? prepareWorkload(one, additions) : one));
  // Config maps before the pods that mount them, which else try again only later.
  return [...namespaces, ...maps, ...prepared];
}

function prepareWorkload(manifest: WorkloadManifest, additions: Additions): WorkloadManifest {
  const workload = structuredClone(manifest);
  const name = labelOf(workload);
  const { metadata, spec } = workload.spec.template;
  const startedAt = additions.startedAt.get(name);
  metadata.annotations = {
    ...metadata.annotations,
    ...(startedAt ? { [STARTED_AT]: startedAt } : {}),
    ...(name === GATEWAY ? { [SAMPLING]: additions.sampling } : {}),
  };
  if (additions.sources.some(({ folder }) => folder === name))
    mountSources(workload, additions.sources, name, additions.chapter);
  for (const variable of spec.containers.flatMap(({ env = [] }) => env)) {
    if (variable.value !== undefined) variable.value = atPlace(variable.value, additions.places);
    if (variable.name === 'HOST_NAMES') variable.value = `${variable.value},${hostOf(additions.places)}`;
  }
  const replicas = additions.chapter[`LAB_REPLICAS_${name.toUpperCase().replaceAll('-', '_')}`];
  if (replicas) workload.spec.replicas = Number(replicas);
  if (additions.stopped.includes(name)) {
    if (workload.kind === 'DaemonSet') Object.assign(spec, { nodeSelector: NOWHERE });
    else workload.spec.replicas = 0;
  }
  return workload;
}

/** Over the image's own folders; of a folder, since the links of a whole volume would show in paths. */
function mountSources(
  workload: WorkloadManifest,
  sources: SavedFolder[],
  name: string,
  chapter: Record<string, string>,
): void {
  const { metadata, spec } = workload.spec.template;
  const mounted = sources.filter(({ folder }) => folder === SHARED || folder === name);
  spec.volumes = [
    ...(spec.volumes ?? []),
    ...mounted.map((source) => ({
      name: `source-${source.folder}`,
      configMap: {
        name: hashed(source).metadata.name,
        items: source.items.map(({ key, path }) => ({ key, path: `${source.folder}/${path}` })),
      },
    })),
  ];
  for (const container of spec.containers)
    container.volumeMounts = [
      ...(container.volumeMounts ?? []),
      ...mounted.map(({ folder }) => ({
        name: `source-${folder}`,
        mountPath: `/app/services/${folder}`,
        subPath: folder,
        readOnly: true,
      })),
    ];
  metadata.annotations = {
    ...metadata.annotations,
    'bookstore/chapter': digest(JSON.stringify(forServices(chapter))),
  };
}

// Like kustomize's own: what has changed has another name, so that pods are made anew.
function hashed({ map }: SavedFolder): ConfigMap {
  const name = `${map.metadata.name}-${digest(JSON.stringify(map.data))}`;
  return { ...map, metadata: { ...map.metadata, name } };
}

/** What the lab itself reads is nobody else's: no service starts anew for it. */
function forServices(chapter: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(chapter).filter(([name]) => !name.startsWith('LAB_')));
}

function chapterMap(data: Record<string, string>): ConfigMap {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'chapter', namespace: 'bookstore' }, data };
}

function labelled(map: ConfigMap): ConfigMap {
  const labels = { 'app.kubernetes.io/part-of': 'bookstore-tracing-lab' };
  return { ...map, metadata: { ...map.metadata, labels } };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}

/** An address of a browser's, such as that of Grafana, where this cluster has it. */
function atPlace(value: string, places: Places): string {
  const port = Number(/^http:\/\/127\.0\.0\.1:(\d+)/.exec(value)?.[1]);
  const found = [...readNodePorts().values()].find(({ hostPort }) => hostPort === port);
  const place = found && places.get(found.name);
  return place ? value.replace(`127.0.0.1:${port}`, place) : value;
}

function hostOf(places: Places): string {
  return places.get('desk')?.split(':')[0] ?? '';
}
