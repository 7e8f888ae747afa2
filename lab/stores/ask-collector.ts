import { LabError } from '../engine/lab-error.ts';
import type { Sample } from './ask-prometheus.ts';

const ANSWER_LIMIT_MS = 5_000;

/** One of the Collector's own metrics as it tells it; `name` without the `otelcol_` before it and any `_total` behind it. */
export type CollectorSample = Sample & { name: string };

/**
 * What the Collectors tell about themselves at these addresses, since each started
 * (https://opentelemetry.io/docs/collector/internal-telemetry/). The label `collector` is the address of whose sample it
 * is. Throws LabError when one does not answer.
 */
export async function askCollector(urls: readonly string[]): Promise<CollectorSample[]> {
  return (await Promise.all(urls.map(askOne))).flat();
}

async function askOne(url: string): Promise<CollectorSample[]> {
  const text = await fetch(new URL('/metrics', url), { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) })
    .then((response) => response.text())
    .catch((cause: unknown) => {
      throw new LabError('The Collector does not answer.', {
        cause,
        next: ['npx lab status', 'npx lab logs collector'],
      });
    });
  return [...text.matchAll(/^otelcol_(\w+?)(?:_total)?(?:\{(.*)\})? (\S+)$/gm)].map(
    ([, name = '', labels = '', value]) => ({
      name,
      labels: { ...labelsOf(labels), collector: url },
      value: Number(value),
    }),
  );
}

/** The sum of all samples of these names that have these labels. */
export function sumOf(
  samples: readonly CollectorSample[],
  names: RegExp,
  labels: Record<string, string> = {},
): number {
  return samples
    .filter(({ name }) => names.test(name))
    .filter((sample) => Object.entries(labels).every(([key, value]) => sample.labels[key] === value))
    .reduce((sum, { value }) => sum + value, 0);
}

function labelsOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', value = '']) => [key, value]),
  );
}
