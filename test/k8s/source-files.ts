import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { REPOSITORY } from './render.ts';

// What the lab's parts read, wherever they run, and what only Kubernetes has.
const SHARED = [
  'deploy/collector/**/*.yaml',
  'deploy/grafana/dashboards/*.json',
  'deploy/grafana/provisioning/*/*.yaml',
  'deploy/loki/*.yaml',
  'deploy/postgres/*.sql',
  'deploy/prometheus/*.yaml',
  'deploy/prometheus/rules/*.yaml',
  'deploy/rabbitmq/*.conf',
  'deploy/tempo/*.yaml',
  'deploy/k8s/tracing/prometheus/*',
];

/** What only a lab with STORES=open mounts. */
const OPEN = ['deploy/jaeger/jaeger.yaml', 'deploy/k8s/open/instead/parts.json'];

/** The configuration files that an overlay may mount: by their name, the texts of all files of that name. */
export function sourceFiles(overlay: string): Map<string, string[]> {
  const patterns = [
    ...SHARED,
    ...(overlay === 'base' ? [] : [`deploy/k8s/${overlay}/*`]),
    ...(overlay.endsWith('open') ? OPEN : []),
  ];
  const files = new Map<string, string[]>();
  for (const path of globSync(patterns, { cwd: REPOSITORY })) {
    const name = basename(path);
    if (name === 'kustomization.yaml') continue;
    files.set(name, [...(files.get(name) ?? []), readFileSync(join(REPOSITORY, path), 'utf8')]);
  }
  return files;
}
