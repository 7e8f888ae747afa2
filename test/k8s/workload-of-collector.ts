import type { Container, Manifest, PodSpec, Workload } from './manifest.ts';

type CollectorSpec = Omit<Container, 'name'> & {
  serviceAccount: string;
  podSecurityContext: Record<string, unknown>;
  terminationGracePeriodSeconds: number;
  replicas?: number;
};

/** What the Operator makes of an OpenTelemetryCollector. */
export function workloadOfCollector(manifest: Manifest): Workload {
  const spec = manifest.spec as unknown as CollectorSpec;
  const { image, imagePullPolicy, env, resources, securityContext, volumeMounts } = spec;
  const { startupProbe, readinessProbe, livenessProbe } = spec;
  const own = { image, imagePullPolicy, env, resources, securityContext, volumeMounts };
  // The Operator adds what a probe asks.
  const probes = mapProbes({ startupProbe, readinessProbe, livenessProbe });
  const pod: PodSpec = {
    serviceAccountName: spec.serviceAccount,
    securityContext: spec.podSecurityContext,
    terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds,
    containers: [JSON.parse(JSON.stringify({ name: 'otc-container', ...own, ...probes }))],
    // The Operator has no such switch, and no Collector reads such variables.
    enableServiceLinks: false,
  };
  const template = { metadata: { labels: manifest.metadata.labels ?? {} }, spec: pod };
  return {
    ...manifest,
    spec: { template, ...(spec.replicas === undefined ? {} : { replicas: spec.replicas }) },
  };
}

function mapProbes(probes: Record<string, unknown>) {
  const asked = { httpGet: { path: '/', port: 13_133 } };
  const set = Object.entries(probes).filter(([, probe]) => probe !== undefined);
  return Object.fromEntries(set.map(([name, probe]) => [name, { ...asked, ...(probe as object) }]));
}
