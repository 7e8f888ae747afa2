import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { isMap, mergeConfigs } from './merge-configs.ts';

type Variable = { name: string; value?: string };
type Workload = {
  kind: string;
  spec: { template: { spec: { containers: Array<{ args: string[]; env: Variable[] }> } } };
};

const DEPLOY = join(import.meta.dirname, '../../deploy');
const SAMPLING = 'off';
const TIERS = ['agent', 'gateway'];

/** What deploy/k8s/tracing starts each tier with, merged into one object for the Operator: file name and text. */
export function renderOperatorConfigs(): Map<string, string> {
  return new Map(TIERS.map((tier) => [`${tier}-config.yaml`, renderTier(tier)]));
}

function renderTier(tier: string): string {
  const { args, env } = containerOf(tier);
  const files = args.map((word) =>
    word.replace('--config=/etc/otelcol/', '').replace('$(SAMPLING)', SAMPLING),
  );
  const merged = files
    .map((file) => parse(readFileSync(join(DEPLOY, 'collector', file), 'utf8'), { merge: true }) ?? {})
    .reduce(mergeConfigs, {});
  const values = new Map(env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
  const patch = {
    apiVersion: 'opentelemetry.io/v1beta1',
    kind: 'OpenTelemetryCollector',
    metadata: { name: `collector-${tier}`, namespace: 'tracing' },
    spec: { config: fillIn(merged, values) },
  };
  const head = `# Read by kustomize. Written by \`npm run operator\` from ${files.join(', ')} of deploy/collector: change those.\n`;
  return head + stringify(patch, { aliasDuplicateObjects: false, lineWidth: 0 });
}

function containerOf(tier: string) {
  const documents = parseAllDocuments(readFileSync(join(DEPLOY, `k8s/tracing/${tier}.yaml`), 'utf8'));
  const workloads = documents.map((document) => document.toJS() as Workload);
  const container = workloads.find(({ kind }) => /^(DaemonSet|StatefulSet)$/.test(kind))?.spec.template.spec
    .containers[0];
  if (!container) throw new Error(`deploy/k8s/tracing/${tier}.yaml has no workload`);
  return container;
}

// The Operator reads the ports off the endpoints, so what the base says by environment must stand there. What only a pod
// knows, its name, stays.
function fillIn(value: unknown, values: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => fillIn(item, values));
  if (isMap(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillIn(item, values)]));
  // A patch would take an empty value for "remove this".
  if (value === null) return {};
  if (typeof value !== 'string') return value;
  const text = value.replace(/\$\{env:(\w+)\}/g, (whole, name) => values.get(name) ?? whole);
  // As the Collector does with what comes by environment.
  return text === value ? text : parse(text);
}
