import { LabError } from '../engine/lab-error.ts';

const ANSWER_LIMIT_MS = 5_000;
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

/** Reads the Collector's own metrics (https://opentelemetry.io/docs/collector/internal-telemetry/). Throws LabError when it does not answer. */
export async function collectorCounters(url: string): Promise<CollectorCounters> {
  const text = await fetch(new URL('/metrics', url), { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) })
    .then((response) => response.text())
    .catch((cause: unknown) => {
      throw new LabError('The Collector does not answer.', {
        cause,
        next: ['npx lab status', 'npx lab logs collector'],
      });
    });
  const samples = [...text.matchAll(/^(otelcol_\w+?)(?:_total)?\{([^}]*)\} (\S+)$/gm)].map(
    ([, name = '', labels = '', value]) => ({ name, labels, value: Number(value) }),
  );
  const sum = (pattern: RegExp) =>
    samples.filter(({ name }) => pattern.test(name)).reduce((total, { value }) => total + value, 0);
  const queues = samples.filter(({ name }) => name === 'otelcol_exporter_queue_size');
  const full = queues.find(({ labels, value }) => {
    const capacity = samples.find(
      (other) => other.name === 'otelcol_exporter_queue_capacity' && other.labels === labels,
    );
    return capacity !== undefined && value >= capacity.value * FULL_SHARE && capacity.value > 0;
  });
  return {
    refused: sum(/^otelcol_(receiver|processor)_refused_/),
    lost: sum(/^otelcol_exporter_(enqueue|send)_failed_/),
    fullQueue: full && (/exporter="([^"]+)"/.exec(full.labels)?.[1] ?? 'an exporter'),
  };
}
