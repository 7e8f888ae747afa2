import { askCollector, type CollectorSample, sumOf } from '../stores/ask-collector.ts';

const FULL_SHARE = 0.9;

/** The exporters of deploy/collector: what another one does is the business of whoever has added it. */
export const OWN_EXPORTERS = ['otlp_grpc/traces', 'otlp_http/logs', 'otlp_http/prometheus', 'otlp_http/desk'];

/** What the Collectors say of themselves at their metrics addresses. */
export type CollectorCounters = {
  /** Items that its receivers have refused since it started. */
  refused: number;
  /** Items that did not fit into a queue, or could not be delivered and were dropped. */
  lost: number;
  /** The exporter whose queue is nearly full, if any. */
  fullQueue: string | undefined;
};

/** What the Collectors have refused and lost since they started. Throws LabError when one does not answer. */
export async function collectorCounters(urls: readonly string[]): Promise<CollectorCounters> {
  const samples = (await askCollector(urls)).filter(isOwn);
  const full = samples.find(({ name, labels, value }) => {
    const { exporter = '', data_type = '', collector = '' } = labels;
    const capacity = sumOf(samples, /^exporter_queue_capacity$/, { exporter, data_type, collector });
    return name === 'exporter_queue_size' && capacity > 0 && value >= capacity * FULL_SHARE;
  });
  return {
    refused: sumOf(samples, /^(receiver|processor)_refused_/),
    lost: sumOf(samples, /^exporter_(enqueue|send)_failed_/),
    fullQueue: full && (full.labels.exporter ?? 'an exporter'),
  };
}

function isOwn({ labels: { exporter } }: CollectorSample): boolean {
  return exporter === undefined || OWN_EXPORTERS.includes(exporter);
}
