import { type CollectorSample, sumOf } from '../stores/ask-collector.ts';
import { OWN_EXPORTERS } from './collector-counters.ts';
import type { Diagnosis } from './finding.ts';

/** Why spans do not get to a backend besides `store`, the lab's own, by what the Collectors say of their exporters. */
export function explainUndelivered(samples: readonly CollectorSample[], store: string): [Diagnosis, string] {
  const others = samples.filter(({ labels: { exporter } }) => exporter && !OWN_EXPORTERS.includes(exporter));
  const exporter = others.find(isAboutSpans)?.labels.exporter;
  if (exporter) return ['not-delivered', explainExporter(others, exporter)];
  const [astray] = others;
  return [
    'not-exported',
    astray
      ? `${astray.labels.exporter} gets other things than spans: the pipeline that names it is not one of traces.`
      : `The Collector hands spans to ${store} and the desk, and to nobody else: an exporter that no pipeline names gets nothing.`,
  ];
}

function explainExporter(samples: readonly CollectorSample[], exporter: string): string {
  const waiting = sumOf(samples, /^exporter_queue_size$/, { exporter });
  const lost = sumOf(samples, /^exporter_(send|enqueue)_failed_spans$/, { exporter });
  const counted = [
    ...(waiting > 0 ? [`${waiting} wait in its queue`] : []),
    ...(lost > 0 ? [`${lost} were given up`] : []),
  ];
  const how = counted.length > 0 ? ` (${counted.join(', ')})` : '';
  return `${exporter} gets spans, and what answers at its endpoint, if anybody does, does not take them${how}. Why: npx lab logs collector.`;
}

function isAboutSpans({ name, labels }: CollectorSample): boolean {
  return labels.data_type === 'traces' || /^exporter_\w+_spans$/.test(name);
}
