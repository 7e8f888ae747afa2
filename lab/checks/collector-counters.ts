import { askCollector, sumOf } from '../stores/ask-collector.ts';

const FULL_SHARE = 0.9;

/** What the Collector says of itself at its metrics address. */
export type CollectorCounters = {
  /** Items that its receivers have refused since it started. */
  refused: number;
  /** Items that did not fit into a queue, or could not be delivered and were dropped. */
  lost: number;
  /** The exporter whose queue is nearly full, if any. */
  fullQueue: string | undefined;
};

/** What the Collector has refused and lost since it started. Throws LabError when it does not answer. */
export async function collectorCounters(url: string): Promise<CollectorCounters> {
  const samples = await askCollector(url);
  const full = samples.find(({ name, labels, value }) => {
    const { exporter = '', data_type = '' } = labels;
    const capacity = sumOf(samples, /^exporter_queue_capacity$/, { exporter, data_type });
    return name === 'exporter_queue_size' && capacity > 0 && value >= capacity * FULL_SHARE;
  });
  return {
    refused: sumOf(samples, /^(receiver|processor)_refused_/),
    lost: sumOf(samples, /^exporter_(enqueue|send)_failed_/),
    fullQueue: full && (full.labels.exporter ?? 'an exporter'),
  };
}
