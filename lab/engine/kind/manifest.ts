/** A rendered object, as far as the lab reads or changes it. */
export type Manifest = {
  apiVersion: string;
  kind: string;
  metadata: Metadata;
  spec?: { template?: PodTemplate } & Record<string, unknown>;
};

export type WorkloadManifest = Manifest & { spec: { template: PodTemplate } };

export type ConfigMap = Manifest & { data: Record<string, string> };

type Metadata = {
  name: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
};

type PodTemplate = {
  metadata: { labels: Record<string, string>; annotations?: Record<string, string> };
  spec: {
    containers: Array<{
      args?: string[];
      env?: Array<{ name: string; value?: string }>;
      volumeMounts?: Array<Record<string, unknown>>;
    }>;
    volumes?: Array<Record<string, unknown>>;
  };
};

/** Whether an object makes pods. */
export function isWorkload(manifest: Manifest): manifest is WorkloadManifest {
  return manifest.spec?.template !== undefined;
}

/** The name by which a workload is known in all of the lab: its label. */
export function labelOf({ spec }: WorkloadManifest): string {
  return spec.template.metadata.labels['app.kubernetes.io/name'] ?? '';
}
