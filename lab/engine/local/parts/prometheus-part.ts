import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabContext } from '../lab-context.ts';
import type { PortName } from '../ports/port-plan.ts';
import { binaryPart } from './binary-part.ts';
import { deployed } from './deployed.ts';
import { loopback } from './loopback.ts';
import type { PartDefinition } from './part-definition.ts';
import { storesOf } from './stores-of.ts';

/** Prometheus, which stores metrics: those that the Collector sends, and those of the parts themselves. */
export function prometheusPart(context: LabContext): PartDefinition {
  const folder = context.paths.data('prometheus');
  const config = join(folder, 'config');
  return binaryPart(context, {
    name: 'prometheus',
    binary: 'prometheus',
    ports: ['prometheus'],
    uses: ['collector', 'rabbitmq', ...storesOf(context)],
    readyUrl: () => `http://${loopback(context, 'prometheus')}/-/ready`,
    prepare: () => writeConfig(context, config),
    heapMiB: 180,
    args: () => [
      `--config.file=${join(config, 'prometheus.yaml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${loopback(context, 'prometheus')}`,
      '--web.enable-otlp-receiver',
      '--enable-feature=exemplar-storage,created-timestamp-zero-ingestion',
    ],
    env: () => ({}),
  });
}

// A copy, because Prometheus looks for targets beside its file, and those in the repository are of the containers.
function writeConfig(context: LabContext, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'targets'), { recursive: true });
  cpSync(deployed('prometheus', 'prometheus.yaml'), join(folder, 'prometheus.yaml'));
  const rules = deployed('prometheus', 'rules');
  if (existsSync(rules)) cpSync(rules, join(folder, 'rules'), { recursive: true });
  writeFileSync(join(folder, 'targets', 'local.json'), JSON.stringify(targets(context), null, 2));
}

function targets(context: LabContext) {
  const target = (job: string, port: PortName, labels = {}) => ({
    targets: [loopback(context, port)],
    labels: { job, ...labels },
  });
  return [
    target('collector', 'collector-metrics'),
    ...storesOf(context).map((name) => target(name, name === 'jaeger' ? 'jaeger-metrics' : name)),
    target('prometheus', 'prometheus'),
    // Each queue by itself, not only their sum.
    target('rabbitmq', 'rabbitmq-metrics', { __metrics_path__: '/metrics/per-object' }),
  ];
}
