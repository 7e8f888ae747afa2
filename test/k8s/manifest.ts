import { workloadOfCollector } from './workload-of-collector.ts';

/** What the tests read of a rendered object; the rest is Kubernetes' own business. */
export type Manifest = {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
  spec?: Record<string, unknown> & { template?: PodTemplate; replicas?: number };
  data?: Record<string, string>;
  automountServiceAccountToken?: boolean;
};

export type PodTemplate = { metadata: { labels: Record<string, string> }; spec: PodSpec };

export type PodSpec = {
  serviceAccountName?: string;
  automountServiceAccountToken?: boolean;
  enableServiceLinks?: boolean;
  terminationGracePeriodSeconds?: number;
  securityContext?: Record<string, unknown>;
  initContainers?: Container[];
  containers: Container[];
  volumes?: Array<Record<string, unknown> & { name: string }>;
  [host: `host${string}`]: unknown;
};

export type Container = {
  name: string;
  image: string;
  imagePullPolicy?: string;
  args?: string[];
  env?: Variable[];
  envFrom?: Array<Partial<Record<'configMapRef' | 'secretRef', { name: string }>>>;
  ports?: Array<{ name: string; containerPort: number; protocol?: string; hostPort?: number }>;
  resources?: Record<'requests' | 'limits', { cpu?: string; memory?: string }>;
  securityContext?: Record<string, unknown>;
  startupProbe?: unknown;
  readinessProbe?: unknown;
  livenessProbe?: { periodSeconds?: number; failureThreshold?: number };
  volumeMounts?: Array<{ name: string; mountPath: string }>;
};

type Variable = {
  name: string;
  value?: string;
  valueFrom?: { configMapKeyRef?: { name: string; key: string } };
};

/** A workload, and its pods' template. */
export type Workload = Manifest & { spec: { template: PodTemplate; replicas?: number } };

/** The objects that make pods, by themselves or through the Operator. */
export function workloadsOf(manifests: Manifest[]): Workload[] {
  return manifests.flatMap((manifest) => {
    if (manifest.kind === 'OpenTelemetryCollector') return [workloadOfCollector(manifest)];
    return manifest.spec?.template ? [manifest as Workload] : [];
  });
}

/** The name by which a workload is known in all of the lab: its label. */
export function nameOf({ spec }: Workload): string {
  return spec.template.metadata.labels['app.kubernetes.io/name'] ?? '';
}
