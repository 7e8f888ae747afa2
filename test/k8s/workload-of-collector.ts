import type { Container, Manifest, PodSpec, Workload } from './manifest.ts';

type CollectorSpec = Container &
  Pick<PodSpec, 'terminationGracePeriodSeconds'> & {
    serviceAccount: string;
    podSecurityContext: Record<string, unknown>;
    replicas?: number;
    podDisruptionBudget?: unknown;
  };

/** What the Operator makes of an OpenTelemetryCollector: its field names are the pod's, but for those named here. */
export function workloadOfCollector(manifest: Manifest): Workload {
  const { serviceAccount, podSecurityContext, replicas, terminationGracePeriodSeconds, ...container } =
    manifest.spec as unknown as CollectorSpec;
  const pod: PodSpec = {
    serviceAccountName: serviceAccount,
    securityContext: podSecurityContext,
    containers: [container],
    // The Operator has no such switch, and no Collector reads such variables.
    enableServiceLinks: false,
    ...(terminationGracePeriodSeconds === undefined ? {} : { terminationGracePeriodSeconds }),
  };
  const template = { metadata: { labels: manifest.metadata.labels ?? {} }, spec: pod };
  return { ...manifest, spec: { template, ...(replicas === undefined ? {} : { replicas }) } };
}
